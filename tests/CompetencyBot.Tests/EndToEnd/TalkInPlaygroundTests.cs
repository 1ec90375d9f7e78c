using Microsoft.Playwright;

namespace CompetencyBot.Tests.EndToEnd;

/// <summary>People of the sample organisation talk to the bot in Microsoft's local Teams client.</summary>
[Collection(TrialInBrowser.Collection)]
public sealed class TalkInPlaygroundTests(TrialInBrowser trial) : IClassFixture<TrialInBrowser>
{
    [Fact]
    public async Task The_bot_says_hello_when_it_is_installed()
    {
        var employee = await trial.EmployeeAsync();

        await Expect(employee.BotMessages.First).ToContainTextAsync("Hello, I am CompetencyBot");
        await employee.ScreenshotAsync("welcome");
    }

    [Fact]
    public async Task Help_lists_the_words_that_an_employee_can_use()
    {
        var employee = await trial.EmployeeAsync();

        var help = await employee.AskAsync("help");

        await Expect(help).ToContainTextAsync("What I can do");
        foreach (var word in new[] { "status", "progress", "renewal" })
            await Expect(help.GetByText($"{word}:", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(help).Not.ToContainTextAsync("admin scan");
        await employee.ScreenshotAsync("help");
    }

    [Fact]
    public async Task Status_tells_an_employee_what_she_holds_what_it_counts_for_and_what_lapses()
    {
        var employee = await trial.EmployeeAsync();

        var status = await employee.AskAsync("status");

        await Expect(status).ToContainTextAsync("Linked");
        await Expect(status).ToContainTextAsync("Implementing a SQL Data Warehouse");
        await Expect(status).ToContainTextAsync("Data Analytics");
        await Expect(status).ToContainTextAsync("Technical Assessment Data Analytics Foundational");
        await employee.ScreenshotAsync("status");
    }

    [Fact]
    public async Task Progress_shows_all_competencies_on_the_first_of_March_2018()
    {
        var manager = await trial.ManagerAsync();

        var progress = await manager.AskAsync("progress");

        await Expect(progress).ToContainTextAsync("Progress of Contoso Consulting");
        await Expect(progress).ToContainTextAsync("5 gold · 6 silver · 18 competencies in all");
        await Expect(progress).ToContainTextAsync("2018");
        foreach (var competency in new[] { "Messaging", "Data Analytics", "Windows and Devices", "DevOps" })
            await Expect(progress.GetByText(competency, new() { Exact = true })).ToBeVisibleAsync();
        await manager.ScreenshotAsync("progress");
        await manager.ScreenshotAsync(progress, "progress-card");
    }

    [Fact]
    public async Task A_button_of_a_competency_turns_its_card_into_the_overview()
    {
        var manager = await trial.ManagerAsync();

        var card = await manager.AskAsync("progress messaging");
        await Expect(card).ToContainTextAsync("Hybrid Services Partner");
        await Expect(card).ToContainTextAsync("4 of 4 people");
        await manager.ScreenshotAsync("progress-messaging");
        await PlaygroundPage.PressAsync(card, "All competencies");

        await Expect(card).ToContainTextAsync("Progress of Contoso Consulting");
        await Expect(card).Not.ToContainTextAsync("Hybrid Services Partner");
    }

    [Fact]
    public async Task The_overview_opens_the_competency_that_is_chosen_in_it()
    {
        var manager = await trial.ManagerAsync();
        var card = await manager.AskAsync("progress");

        await manager.ChooseAsync(card, "Windows and Devices");
        await PlaygroundPage.PressAsync(card, "Show competency");

        await Expect(card).ToContainTextAsync("Surface Hub");
        await Expect(card).ToContainTextAsync("3 of 4 people");
    }

    [Fact]
    public async Task A_mention_in_a_channel_is_answered_in_its_thread_without_names_of_people()
    {
        var manager = await trial.ManagerAsync();
        await manager.OpenChannelAsync();

        var answer = await manager.PostMentionAsync("progress data analytics");

        await Expect(answer).ToContainTextAsync("Data Analytics Specialist");
        await Expect(answer).ToContainTextAsync("2 of 2 people");
        await Expect(answer).Not.ToContainTextAsync("Grace Huang");
        await Expect(answer).Not.ToContainTextAsync("李承翰");
        await manager.ScreenshotAsync("channel");
    }

    [Fact]
    public async Task A_mention_in_a_group_chat_is_answered()
    {
        var manager = await trial.ManagerAsync();
        await manager.OpenGroupChatAsync();
        await manager.BotMessages.First.WaitForAsync();

        var answer = await manager.MentionAsync("progress");

        await Expect(answer).ToContainTextAsync("Messaging");
        await manager.ScreenshotAsync("group-chat");
    }

    [Fact]
    public async Task An_admin_is_warned_in_a_message_of_its_own_and_answers_it()
    {
        var admin = await trial.AdminAsync();

        await Expect(await admin.AskAsync("admin scan")).ToContainTextAsync("The scan has started");

        // Delivery is a job of its own that comes round every fifteen seconds.
        var warning = await admin.HearAsync("matters need attention", TimeSpan.FromSeconds(60));
        await Expect(warning).ToContainTextAsync("Grace Huang");
        await Expect(warning).ToContainTextAsync("陳冠宇");
        await admin.ScreenshotAsync("warning");
        await admin.ScreenshotAsync(warning, "warning-card");

        await PlaygroundPage.PressAsync(warning, "I take note of all");
        var noted = await admin.HearAsync("Julia Novak took note", TimeSpan.FromSeconds(20));
        await admin.ScreenshotAsync(noted, "warning-noted");
        await admin.ChooseAsync(noted, "Gold in Messaging (anniversary 15 May 2018)");
        await PlaygroundPage.PressAsync(noted, "Open");
        var opened = await admin.HearAsync("Ask somebody …", TimeSpan.FromSeconds(20));
        await admin.ScreenshotAsync(opened, "risk-card");

        await PlaygroundPage.PressAsync(opened, "Why?");
        await admin.ScreenshotAsync(await admin.HearAsync("What the paths to it will lack", TimeSpan.FromSeconds(20)), "risk-why");
        await PlaygroundPage.PressAsync(opened, "What would cure it?");
        await admin.ScreenshotAsync(await admin.HearAsync("What would cure it: Gold in Messaging", TimeSpan.FromSeconds(20)), "risk-cure");

        await PlaygroundPage.PressAsync(opened, "Ask somebody …");
        var form = await admin.HearAsync("Ask somebody to see to it", TimeSpan.FromSeconds(20));
        await admin.ScreenshotAsync(form, "assign-form");
        await PlaygroundPage.PressAsync(form, "Back");
        await PlaygroundPage.PressAsync(await admin.HearAsync("Remind me of all later …", TimeSpan.FromSeconds(20)), "Remind me of all later …");
        var snooze = await admin.HearAsync("You hear nothing about this until then", TimeSpan.FromSeconds(20));
        await admin.ScreenshotAsync(snooze, "snooze-form");
        await PlaygroundPage.PressAsync(snooze, "Save");
        await Expect(await admin.HearAsync("You will be reminded on 2 March 2018", TimeSpan.FromSeconds(20))).ToBeVisibleAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
