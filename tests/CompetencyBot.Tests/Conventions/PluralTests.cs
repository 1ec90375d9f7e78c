using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CompetencyBot.Conversation;

namespace CompetencyBot.Tests.Conventions;

/// <summary>Nobody reads of 1 people.</summary>
public sealed partial class PluralTests
{
    private const string Several = "of one there is a text of its own";

    /// <summary>Texts with a number before a plural that is never one.</summary>
    private static readonly Dictionary<string, string> NeverOne = new()
    {
        ["AndOthers"] = Several,
        ["PeopleOfNeed"] = Several,
        ["RestsOnPeople"] = Several,
        ["Survives"] = Several,
        ["SurvivesAtLeast"] = Several,
        ["AccountExpected"] = Several,
        ["PassesUncountedOfOne"] = Several,
        ["PassesUncounted"] = Several,
        ["PassesExpectedOfOne"] = Several,
        ["PassesExpected"] = Several,
        ["Admins"] = Several,
        ["ConfirmRows"] = Several,
        ["Passes"] = Several,
        ["WritesTo"] = Several,
        ["AskedPeople"] = Several,
        ["TitleSeveral"] = Several,
        ["TitleSeveralOfPeople"] = Several,
        ["LeftDays"] = Several,
        ["DaysToAnniversary"] = Several,
        ["DaysAfterAnniversary"] = Several,
        ["SomeLevelsBreak"] = "of all levels, of which there are several",
        ["ProgressTotals"] = "of all competencies of an edition",
        ["DesignationTotals"] = "of all designations of an edition",
        ["PointsOfNeed"] = "out of a hundred",
        ["ScoreReached"] = "out of a hundred",
        ["PointsExpected"] = "out of a hundred",
        ["IndicatorPoints"] = "out of several that can be had",
        ["FilesTooMany"] = "a limit of ours",
        ["SnoozeNoDay"] = "a limit of ours",
        ["SignInHow"] = "a limit of ours",
        ["CodeExpired"] = "a limit of ours",
        ["Expired"] = "a limit of ours",
        ["Colleagues"] = Several,
        ["SomeAccountsWouldDo"] = Several,
        ["TokenGiven"] = "a token is good for an hour or a day",
        ["AlikeSeveral"] = Several,
        ["OtherOneOf"] = Several,
        ["SomeAreOneAway"] = Several,
        ["WhoLapsesNothing"] = "a limit of ours",
        ["WhoLapsesOthers"] = "a limit of ours",
        ["PointsNeeded"] = "out of a hundred",
        ["OwnUsual"] = "a list of days",
        ["AwayExams"] = Several,
        ["Sent"] = Several,
        ["PassesLacking"] = "of one there is a sentence of its own",
        ["ClockFast"] = "minutes within the tolerance are not spoken of",
        ["ClockSlow"] = "minutes within the tolerance are not spoken of",
    };

    [Fact]
    public void A_number_before_a_plural_is_followed_by_the_right_word_also_where_it_is_one()
    {
        var source = Repository.PathOf("src", "CompetencyBot");
        var faults =
            from file in Directory.EnumerateFiles(source, "*Texts.resx", SearchOption.AllDirectories)
            from text in XDocument.Load(file).Root!.Elements("data")
            let key = text.Attribute("name")!.Value
            where !NeverOne.ContainsKey(key) && NumberAndPlural().IsMatch(text.Element("value")!.Value)
            select $"{Path.GetRelativePath(source, file)} {key}: {text.Element("value")!.Value}";

        var report = string.Join('\n', faults);
        if (report.Length > 0)
            Assert.Fail(report); // not Assert.Equal, which cuts long texts short
    }

    [Theory]
    [InlineData(0, "0 people have")]
    [InlineData(1, "1 person has")]
    [InlineData(2, "2 people have")]
    [InlineData(1.0, "1 person has")]
    [InlineData(1.5, "1.5 people have")]
    [InlineData("1", "1 person has")]
    [InlineData("30, 7, 1", "30, 7, 1 people have")]
    public void The_word_follows_the_number(object number, string expected)
    {
        using var language = Language.Use("en");

        Assert.Equal(expected, Language.Format("{0} {0:person|people} {0:has|have}", number));
    }

    [Fact]
    public void Numbers_and_dates_are_written_by_the_culture() => Assert.Equal(
        "1.234,5 am 01.03.2018 um x|y",
        string.Format(new CountedFormat(CultureInfo.GetCultureInfo("de-DE")), "{0:#,0.0} am {1:d} um {2}", 1234.5m, new DateOnly(2018, 3, 1), "x|y"));

    [GeneratedRegex(
        @"\{\d[^}|]*\} (people|persons|passes|exams|days|hours|minutes|months|weeks|points|others|rows|lines|files|certifications|certificates|competencies|levels|messages|risks|accounts|associations|designations|warnings|admins|seats|customers|changes|problems|colleagues|reports)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NumberAndPlural();
}
