using System.Text.RegularExpressions;

namespace CompetencyBot.Tests.Conventions;

/// <summary>What a person reads in Teams stands in a resource file, where it has both languages, and not in the code.</summary>
public sealed partial class TextInCodeTests
{
    /// <summary>Beginnings of paths whose texts no person reads in Teams, each with the reason.</summary>
    private static readonly (string Path, string Reason)[] Allowed =
    [
        ("CommandLine/", "the console speaks English as its switches do; what doctor finds is in DoctorTexts"),
        ("Hosting/AccountLinkOptions.cs", "what is wrong with the settings, for whoever starts the bot"),
        ("Hosting/AccountOptions.cs", "what is wrong with the settings"),
        ("Hosting/EditionFolder.cs", "what is wrong with the settings"),
        ("Hosting/NudgeOptions.cs", "what is wrong with the settings"),
        ("Hosting/RetentionOptions.cs", "what is wrong with the settings"),
        ("Hosting/OrganisationOptions.cs", "what is wrong with the settings"),
        ("Hosting/PartnerCenterOptions.cs", "what is wrong with the settings"),
        ("Hosting/RenewalOptions.cs", "what is wrong with the settings"),
        ("Hosting/TelemetryOptions.cs", "what is wrong with the settings"),
        ("Graph/", "what is wrong with the settings, and reasons for the log"),
        ("Timing/HolidayFolder.cs", "what is wrong with the settings"),
        ("Hosting/JobsHealth.cs", "answers of /health, for whoever runs the bot"),
        ("Hosting/WarningsHealth.cs", "answers of /health"),
        ("Hosting/Telemetry", "names and descriptions of what is measured"),
        ("Outbox/", "reasons that are kept with a message, for whoever reads a log"),
        ("Storage/", "SQL"),
        ("Sources/Dates.cs", "formats of dates"),
        ("Features/Administration/AddPeople/PartnerCenterList.cs", "columns of Partner Center's own form"),
        ("Sources/Insights/DatasetPlan.cs", "a query in the language of the service"),
        ("Features/AccountLink/SignIn/SignInPages.cs", "markup; its texts are filled in"),
        ("Hosting/WebPage.cs", "markup; its texts are filled in"),
        ("Features/AccountLink/SignIn/SignInFailures.cs", "the message of a library by which its failure is known"),
        ("Conversation/OldCards.cs", "names of commands"),
        ("Conversation/WhoCommand.cs", "keys under which answers are registered"),
        ("Conversation/CardReaders.cs", "why the roster was not read, for the log"),
        ("Pictures/SignedPicture.cs", "part of what is signed"),
        ("Conversation/Language.cs", "each language as its own speakers call it"),
    ];

    [Fact]
    public void No_text_for_people_stands_in_the_code() => AssertNone(
        from file in Directory.EnumerateFiles(Repository.PathOf("src", "CompetencyBot"), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.PathOf("src", "CompetencyBot"), file).Replace('\\', '/')
        where !NotWritten().IsMatch(path) && !Allowed.Any(allowed => path.StartsWith(allowed.Path, StringComparison.Ordinal))
        from text in TextsIn(File.ReadAllText(file))
        select $"{path}({text.Line}): {text.Text}");

    [Theory]
    [InlineData("""return new Reply($"There is {count} of them.");""")]
    [InlineData("""var said = isLate ? "You are late" : Texts.InTime;""")]
    [InlineData("""body.Add(new TextBlock("Hello"));""")]
    [InlineData("""title = "進度";""")]
    [InlineData(""""var text = """It is "quoted" here""";"""")]
    [InlineData("""new(Texts.Title, "Go on") // a comment""")]
    [InlineData("""{ "weekly", ["每週"], Audience.Everybody, () => "Posts the card" }""")]
    public void A_text_for_people_is_found(string code) => Assert.NotEmpty(TextsIn(code));

    [Theory]
    [InlineData("""Info = new("weekly", ["every week", "每週"], Audience.Everybody, () => Texts.Help)""")]
    [InlineData("""case "這裡" or "here": // said "as it is" """)]
    [InlineData("""throw new InvalidOperationException($"Unknown level {level} here.");""")]
    [InlineData("""var key = $"weekly|{conversation}|{week}";""")]
    [InlineData("""var verb = "progress/show";""")]
    [InlineData("""new ExecuteAction(Texts.Title, "my data/show")""")]
    public void What_is_compared_with_or_thrown_or_a_key_is_no_text_for_people(string code) => Assert.Empty(TextsIn(code));

    [Fact]
    public void Nothing_is_allowed_that_is_not_there() => AssertNone(
        from allowed in Allowed
        where !Directory.EnumerateFiles(Repository.PathOf("src", "CompetencyBot"), "*.cs", SearchOption.AllDirectories)
            .Any(file => Path.GetRelativePath(Repository.PathOf("src", "CompetencyBot"), file).Replace('\\', '/').StartsWith(allowed.Path, StringComparison.Ordinal))
        select allowed.Path);

    private static IEnumerable<StringLiteral> TextsIn(string source) =>
        from text in StringLiterals.In(source)
        where Words().IsMatch(text.Text) || Han().IsMatch(text.Text) || (Shown().IsMatch(text.Before) && Letters().IsMatch(text.Text))
        where !Verb().IsMatch(text.Text) && !ForMachines().IsMatch(text.Before) && !ComparedWith().IsMatch(text.Before) && !IsPattern().IsMatch(text.After)
        select text;

    private static void AssertNone(IEnumerable<string> faults)
    {
        var report = string.Join('\n', faults);
        if (report.Length > 0)
            Assert.Fail(report); // not Assert.Equal, which cuts long texts short
    }

    /// <summary>Log messages, exceptions, patterns, results and reasons that go into a log, formats, and signs that are looked for.</summary>
    [GeneratedRegex(@"LoggerMessage|Exception\(|GeneratedRegex|SendResult\.|NotExchanged\(|\bReason\b|ToString\(|foreach|\.Replace\(|const string \w*(Days|Digits)\b")]
    private static partial Regex ForMachines();

    /// <summary>One of a list of words, the first of a tuple, a command's name, or a pattern: what people write is compared with it.</summary>
    [GeneratedRegex("""(\[\s*("[^"]*",\s*|[\w.]+,\s*)*|[\[,]\s*\(\s*|=\s*new\(\s*|\b(is|or|not|case)\s*\(?\s*)$""")]
    private static partial Regex ComparedWith();

    /// <summary>Of a button; a command of two words has one with a space.</summary>
    [GeneratedRegex("^[a-z]+( [a-z]+)?/[a-z]+$")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^(=>|or\b)")]
    private static partial Regex IsPattern();

    /// <summary>Where even one word would be shown.</summary>
    [GeneratedRegex(@"new (TextBlock|Reply|Fact|Choice|\w+Input|\w+Action)\(\s*$")]
    private static partial Regex Shown();

    [GeneratedRegex(@"\p{L}{2,} +\p{L}{2,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"[\u3400-\u9fff\uf900-\ufaff]")]
    private static partial Regex Han();

    [GeneratedRegex("^(obj|bin|node_modules)/|^Storage/Migrations/")]
    private static partial Regex NotWritten();
}
