using System.Text.RegularExpressions;

namespace CompetencyBot.Tests.Conventions;

/// <summary>The rules of the layout that a compiler does not check.</summary>
public sealed partial class StructureTests
{
    private static readonly string Source = Repository.PathOf("src");

    private static readonly (string Path, string Text)[] Files =
    [
        .. Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(Path.Combine(Source, path)))),
    ];

    [Fact]
    public void A_feature_never_uses_another_feature() => AssertNone(
        from file in Files
        let own = Feature().Match(file.Path)
        where own.Success
        from other in FeatureNamespace().Matches(file.Text)
        where other.Groups["name"].Value != own.Groups["name"].Value
        select $"{file.Path} uses {other.Value}");

    [Fact]
    public void Sources_never_see_the_features_or_the_wire() => AssertNone(UsesOf(
        "CompetencyBot/Sources/", "CompetencyBot.Features", "CompetencyBot.BotFramework", "CompetencyBot.Outbox"));

    [Fact]
    public void Conversation_knows_no_feature() => AssertNone(UsesOf("CompetencyBot/Conversation/", "CompetencyBot.Features"));

    [Fact]
    public void The_rules_know_nothing_but_themselves() => AssertNone(
        from file in Files
        where file.Path.StartsWith("CompetencyBot.Domain/", StringComparison.Ordinal)
        from use in Using().Matches(file.Text)
        let name = use.Groups["name"].Value
        where name.StartsWith("Microsoft", StringComparison.Ordinal)
            || (name.StartsWith("CompetencyBot.", StringComparison.Ordinal) && !name.StartsWith("CompetencyBot.Domain", StringComparison.Ordinal))
        select $"{file.Path} uses {name}");

    [Fact]
    public void The_wire_knows_no_competencies() => AssertNone(UsesOf("CompetencyBot.BotFramework/", "CompetencyBot.Domain"));

    [Fact]
    public void There_are_no_interfaces_but_those_with_several_implementations()
    {
        // Of IConnector the second one is the test host that has no HTTP; ICallBudget counts in memory for one process, in the database for several.
        var found = Files.SelectMany(file => Interface().Matches(file.Text).Select(match => match.Groups["name"].Value));

        Assert.Empty(found.Except(["ICommand", "ITurnMiddleware", "IConnector", "ICallBudget", "IEvidenceSource"]));
    }

    [Fact]
    public void Folders_say_what_the_bot_does()
    {
        string[] empty = ["Helpers", "Utils", "Utilities", "Common", "Services", "Managers", "Interfaces", "Shared", "Misc"];

        AssertNone(Files.Where(file => file.Path.Split('/')[..^1].Intersect(empty, StringComparer.OrdinalIgnoreCase).Any()).Select(file => file.Path));
    }

    private static IEnumerable<string> UsesOf(string folder, params string[] namespaces) =>
        from file in Files
        where file.Path.StartsWith(folder, StringComparison.Ordinal)
        from name in namespaces
        where file.Text.Contains(name, StringComparison.Ordinal)
        select $"{file.Path} uses {name}";

    private static void AssertNone(IEnumerable<string> faults) => Assert.Equal("", string.Join('\n', faults));

    [GeneratedRegex("^CompetencyBot/Features/(?<name>[^/]+)/")]
    private static partial Regex Feature();

    [GeneratedRegex(@"CompetencyBot\.Features\.(?<name>\w+)|(?<![\w.])Features\.(?<name>\w+)")]
    private static partial Regex FeatureNamespace();

    [GeneratedRegex(@"^using (static )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^\s*(public |internal )?(partial )?interface (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Interface();
}
