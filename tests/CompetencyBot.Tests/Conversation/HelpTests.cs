using CompetencyBot.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conversation;

/// <summary>The help is made of the commands, for whoever reads it and where.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task Everybody_reads_of_what_they_may_use_and_managers_and_admins_of_theirs()
    {
        await using var app = await AppFixture.StartAsync();

        var (grace, david, julia) = (await HelpOfAsync(app, Sample.Grace), await HelpOfAsync(app, Sample.David), await HelpOfAsync(app, Sample.Julia));

        Assert.Equal(["status", "link", "reminders", "nudges", "unlink", "my data", "progress", "upgrade", "what if", "renewal", "benefits", "help", "language", "pictures", "cancel", "back"], grace);
        Assert.Equal(["weekly", "who"], david.Except(grace));
        Assert.Equal(["weekly", "who", "admin", "import", "add people", "remind"], julia.Except(grace));
        Assert.Empty(grace.Except(david).Concat(david.Except(julia)));
    }

    [Fact]
    public async Task In_a_channel_only_what_can_be_asked_there_is_listed()
    {
        await using var app = await AppFixture.StartAsync();

        var help = CommandsIn(await app.As(Sample.David).InChannel().Says("help"));

        Assert.Contains("progress", help);
        Assert.Contains("weekly", help);
        Assert.DoesNotContain("status", help);
        Assert.DoesNotContain("what if", help);
    }

    [Fact]
    public async Task It_stands_under_headings_with_an_example_that_is_understood()
    {
        await using var app = await AppFixture.StartAsync();
        var words = app.Services.GetRequiredService<CommandWords>();

        var help = (await app.As(Sample.Julia).Says("help")).Shown;

        Assert.Equal(
            ["Your own account and exams", "Your organisation", "For managers", "For admins", "Talking with me"],
            help.Split('\n').Where(line => new[] { "Your o", "For ", "Talking" }.Any(start => line.StartsWith(start, StringComparison.Ordinal))));
        foreach (var command in words.All.Where(command => command.Example is not null))
            foreach (var culture in Language.All)
            {
                using var language = Language.Use(culture.Name);
                Assert.Equal((culture.Name, command.Name), (culture.Name, words.FindByText(Wording.Normalise(command.Example!()))?.Command.Name));
                Assert.DoesNotContain("I do not know", (await app.As(Sample.Julia).Says(command.Example!())).Shown, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task The_first_six_that_need_no_words_have_a_button()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Equal(["My status", "Link account", "Progress", "Upgrade options", "Renewal", "Language"], (await app.As(Sample.Grace).Says("help")).Buttons);
        Assert.Equal(["My status", "Link account", "Progress", "Upgrade options", "Renewal", "Weekly card"], (await app.As(Sample.David).Says("help")).Buttons);
        Assert.Equal(["My status", "Link account", "Progress", "Upgrade options", "Renewal", "Admin"], (await app.As(Sample.Julia).Says("help")).Buttons);
    }

    private static async Task<IReadOnlyList<string>> HelpOfAsync(AppFixture app, Person person) => CommandsIn(await app.As(person).Says("help"));

    private static IReadOnlyList<string> CommandsIn(Answer help) =>
        [.. help.Card!["body"]!.AsArray().Select(element => (string?)element!["text"] ?? "").Where(text => text.StartsWith("**", StringComparison.Ordinal)).Select(text => text[2..text.IndexOf(":**", StringComparison.Ordinal)])];
}
