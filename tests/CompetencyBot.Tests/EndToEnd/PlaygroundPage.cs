using CompetencyBot.Sandbox.Playground;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.EndToEnd;

/// <summary>One Playground in a browser: what its user can see and do. The selectors are those of Playground 0.2.28.</summary>
public sealed class PlaygroundPage
{
    private const int Width = 1400;
    private const int Height = 1000;

    private readonly IPage _page;

    private PlaygroundPage(IPage page) => _page = page;

    /// <summary>What the bot has said in the open personal or group chat, oldest first.</summary>
    public ILocator BotMessages => _page.Locator(".fai-OutputCard");

    /// <summary>The newest thread of the open channel.</summary>
    public ILocator NewestThread => _page.Locator(".fui-Card").Nth(1); // The first is where a new post is written.

    /// <summary>Opens the personal chat; the Playground installs the bot in it, and the bot says hello.</summary>
    public static async Task<PlaygroundPage> OpenAsync(IBrowser browser, Uri address)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = Width, Height = Height }, Locale = "en-US" });
        // The Playground asks for fonts of the internet; the tests stay on this machine.
        await page.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        page.SetDefaultTimeout((float)TrialInBrowser.Patience.TotalMilliseconds);
        await page.GotoAsync(address.ToString());
        // The log panel repeats what is said.
        await page.GetByTitle("Hide log panel").ClickAsync();
        var opened = new PlaygroundPage(page);
        await opened.BotMessages.First.WaitForAsync();
        return opened;
    }

    /// <summary>Without waiting for an answer, where others may come before it.</summary>
    public async Task SayAsync(string text)
    {
        await WriteAsync(text);
        await _page.GetByLabel("Send Message").ClickAsync();
    }

    /// <returns>The message that the bot says next.</returns>
    public async Task<ILocator> AskAsync(string text)
    {
        var next = BotMessages.Nth(await BotMessages.CountAsync());
        await WriteAsync(text);
        await _page.GetByLabel("Send Message").ClickAsync();
        await next.WaitForAsync();
        return next;
    }

    /// <summary>Waits for a message of the bot with this text, whoever caused it.</summary>
    public async Task<ILocator> HearAsync(string text, TimeSpan patience)
    {
        var message = BotMessages.Filter(new() { HasText = text }).Last;
        await message.WaitForAsync(new() { Timeout = (float)patience.TotalMilliseconds });
        return message;
    }

    public static Task PressAsync(ILocator card, string button) =>
        card.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Presses a button that opens a page of its own; to the Playground it is a link.</summary>
    public async Task<IPage> OpenLinkAsync(ILocator card, string button)
    {
        // Of the context, not a popup of the page: it has no opener.
        var page = await _page.Context.RunAndWaitForPageAsync(
            () => card.GetByRole(AriaRole.Link, new() { Name = button, Exact = true }).ClickAsync());
        page.SetDefaultTimeout((float)TrialInBrowser.Patience.TotalMilliseconds);
        return page;
    }

    /// <summary>Chooses in the card's only list of choices.</summary>
    public async Task ChooseAsync(ILocator card, string choice)
    {
        await card.GetByRole(AriaRole.Combobox).ClickAsync();
        // The list opens outside the card.
        await _page.GetByRole(AriaRole.Option, new() { Name = choice, Exact = true }).ClickAsync();
    }

    public Task OpenPersonalChatAsync() => GoToAsync("Personal Chat");

    public Task OpenGroupChatAsync() => GoToAsync(PlaygroundWorld.GroupChat);

    /// <summary>Opens the channel; the Playground installs the bot in the team, and the bot says hello in a thread of its own.</summary>
    public async Task OpenChannelAsync()
    {
        await GoToAsync($"{PlaygroundWorld.Team} - {PlaygroundWorld.Channel}");
        await NewestThread.WaitForAsync();
    }

    /// <summary>Mentions the bot in the open group chat.</summary>
    /// <returns>The message that the bot says next.</returns>
    public async Task<ILocator> MentionAsync(string text)
    {
        var next = BotMessages.Nth(await BotMessages.CountAsync());
        await WriteMentionAsync(text);
        await _page.GetByLabel("Send Message").ClickAsync();
        await next.WaitForAsync();
        return next;
    }

    /// <summary>Mentions the bot in a new post of the open channel.</summary>
    /// <returns>The card with which the bot answers in the thread of the post.</returns>
    public async Task<ILocator> PostMentionAsync(string text)
    {
        await WriteMentionAsync(text);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).ClickAsync();
        var answer = NewestThread.Filter(new() { HasText = text }).Locator(".ac-adaptiveCard");
        await answer.WaitForAsync();
        return answer;
    }

    /// <summary>Keeps a picture of the page in TestResults/screenshots of the repository.</summary>
    public Task ScreenshotAsync(string name) => _page.ScreenshotAsync(new() { Path = PictureOf(name) });

    /// <summary>Keeps a picture of one message in full length, in a window that is high enough for it.</summary>
    public async Task ScreenshotAsync(ILocator message, string name)
    {
        await _page.SetViewportSizeAsync(Width, 3 * Height);
        await message.ScreenshotAsync(new() { Path = PictureOf(name) });
        await _page.SetViewportSizeAsync(Width, Height);
    }

    private static string PictureOf(string name) => Repository.PathOf("TestResults", "screenshots", name + ".png");

    private Task GoToAsync(string conversation) =>
        _page.GetByRole(AriaRole.Treeitem, new() { Name = conversation, Exact = true }).ClickAsync();

    private async Task WriteAsync(string text)
    {
        // In a channel this is the new post, else the only editor.
        await _page.Locator("[data-lexical-editor]").First.ClickAsync();
        await _page.Keyboard.TypeAsync(text);
    }

    private async Task WriteMentionAsync(string text)
    {
        await WriteAsync("@" + PlaygroundWorld.BotName[..4]);
        // Enter would send what was typed so far.
        await _page.Locator("#typeahead-menu").GetByText(PlaygroundWorld.BotName).ClickAsync();
        await _page.Keyboard.TypeAsync(" " + text);
    }
}
