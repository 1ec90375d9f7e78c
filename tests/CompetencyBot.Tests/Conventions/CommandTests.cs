using System.Text.RegularExpressions;
using CompetencyBot.CommandLine;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Tests.Manifest;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conventions;

/// <summary>A command's name is written once; whatever else calls it by name is compared with it here.</summary>
public sealed partial class CommandTests
{
    [Fact]
    public async Task Every_command_of_the_manifest_is_one_that_the_bot_understands()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var words = app.Services.GetRequiredService<CommandWords>();

        var titles = UnpackedApp.Create().CommandLists.SelectMany(list => list.Commands).Select(command => command.Title).Distinct();

        Assert.All(titles, title => Assert.Equal((title, title), (title, words.FindByText(Wording.Normalise(title))?.Command.Name)));
    }

    /// <summary><c>dotnet run --project src/CompetencyBot -- manifest commands</c> prints what is to stand in the two files.</summary>
    [Fact]
    public void The_menus_of_Teams_say_of_each_command_what_the_help_says_in_both_languages()
    {
        var (manifest, translation) = (File.ReadAllText(Repository.PathOf("manifest", "manifest.json")), File.ReadAllText(Repository.PathOf("manifest", "zh-tw.json")));
        var menus = CommandMenu.Of(ConversationSetup.Commands());

        Assert.Equal(menus.Select(menu => menu.Scopes), UnpackedApp.Create().CommandLists.Select(list => list.Scopes));
        Assert.All(menus.Index(), menu =>
        {
            Assert.Contains($"\"commands\": [\n{menu.Item.ToManifest()}\n", manifest, StringComparison.Ordinal);
            Assert.Contains(menu.Item.ToTranslation(menu.Index), translation, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_commands_are_the_same_whether_or_not_a_bot_runs()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

        Assert.Equal(app.Services.GetRequiredService<CommandWords>().All, ConversationSetup.Commands());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-TW")]
    public void Every_menu_fits_into_Teams_in_every_language(string tag)
    {
        using var language = Language.Use(tag);

        Assert.All(CommandMenu.Of(ConversationSetup.Commands()), menu =>
        {
            Assert.InRange(menu.Commands.Count, 1, 10);
            Assert.All(menu.Commands, command => Assert.InRange(HelpCard.LineOf(command).Length, 1, 128));
        });
    }

    [Fact]
    public async Task Every_verb_in_the_source_belongs_to_a_command()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var words = app.Services.GetRequiredService<CommandWords>();
        var verbs = Directory.EnumerateFiles(Repository.PathOf("src", "CompetencyBot"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Verb().IsMatch(File.ReadAllText(file)) && File.ReadAllText(file).Contains("Action", StringComparison.Ordinal))
            .SelectMany(file => Verb().Matches(File.ReadAllText(file)).Select(match => match.Groups["verb"].Value))
            .Distinct().ToList();

        Assert.NotEmpty(verbs);
        Assert.All(verbs, verb => Assert.NotNull(words.FindByVerb(verb)));
    }

    [Fact]
    public async Task No_word_means_two_commands()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

        var words = app.Services.GetRequiredService<CommandWords>().All.SelectMany(command => command.Words.Prepend(command.Name)).Select(Wording.Normalise);

        Assert.Equal("", string.Join(' ', words.GroupBy(word => word).Where(group => group.Count() > 1).Select(group => group.Key)));
    }

    [GeneratedRegex("\"(?<verb>[a-z]+(?: [a-z]+)?/[a-z]+)\"")]
    private static partial Regex Verb();
}
