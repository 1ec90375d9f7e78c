using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Conversation;

/// <summary>How the programme's things are called in the current language.</summary>
public static partial class Phrases
{
    public static string Of(Level level) => level switch
    {
        Level.Silver => Texts.LevelSilver,
        Level.Gold => Texts.LevelGold,
        Level.SolutionsPartner => Texts.LevelSolutionsPartner,
        _ => throw new InvalidOperationException($"Unknown level {level}."),
    };

    public static string NameOf(ImmutableSortedDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.GetValueOrDefault(Language.Tag) ?? names["en"];
    }

    /// <summary>The code of an exam, the title of everything else.</summary>
    public static string ShortName(this Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Code ?? item.Title;
    }

    public static string FullName(this Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Code is null ? item.Title : $"{item.Code} {item.Title}";
    }

    public static string Date(DateOnly date) => date.ToString(Texts.DateFormat, CultureInfo.CurrentCulture);

    public static string DateAndTime(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString($"{Texts.DateFormat} HH:mm", CultureInfo.CurrentCulture);

    /// <summary>How long something takes that an edition tells in hours: days where nobody would count hours, a part of one as a whole.</summary>
    public static string Wait(TimeSpan wait) => wait <= MostHours
        ? Language.Format(Texts.WaitHours, wait.TotalHours)
        : Language.Format(Texts.WaitDays, Math.Ceiling(wait.TotalDays));

    public static string ShortDate(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Metric(string metric) =>
        Texts.ResourceManager.GetString($"Metric_{metric}", CultureInfo.CurrentUICulture) ?? metric.Replace('_', ' ');

    /// <summary>The name of a metric: of a score's in its edition, of every other in the texts.</summary>
    public static string Metric(Edition edition, string metric)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var indicators = edition.Competencies.SelectMany(competency => competency.Paths).SelectMany(path => path.Levels)
            .SelectMany(level => level.Requirements).OfType<ScoreRequirement>().SelectMany(score => score.Indicators);
        var names = indicators.Select(indicator => indicator.Id == metric ? indicator.Names : NamesOf(indicator.Scoring, metric));
        return names.FirstOrDefault(found => found is not null) is { } known ? NameOf(known) : Metric(metric);
    }

    private static ImmutableSortedDictionary<string, string>? NamesOf(Scoring scoring, string metric) =>
        (scoring as FigureScoring)?.Parts.FirstOrDefault(part => part.Metric == metric || part.Baseline?.Metric == metric)?.Names;

    /// <param name="unit">Unit of the catalogue: <c>USD</c>, <c>boolean</c> (1 = yes), or a count.</param>
    public static string Value(decimal? value, string unit) => (value, unit) switch
    {
        (null, _) => Texts.ValueUnknown,
        ({ } number, "boolean") => number >= 1 ? Texts.Yes : Texts.No,
        ({ } number, "USD") => "US$" + Number(number),
        ({ } number, "percent") => Number(number) + " %",
        ({ } number, _) => Number(number),
    };

    public static string Number(decimal number) =>
        number.ToString("#,0.##", CultureInfo.CurrentCulture);

    /// <summary>What one person needs, for example <c>70-347 + 70-345</c> or <c>70-480 or 70-483</c>.</summary>
    public static string Of(ItemExpression expression, Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Of(expression, edition, nested: false);
    }

    private static string Of(ItemExpression expression, Edition edition, bool nested) => expression switch
    {
        ItemExpression.Holds holds => edition.Items[holds.ItemId].ShortName(),
        ItemExpression.AllOf all => Joined(all.Of, " + ", edition, nested),
        ItemExpression.AnyOf any => Joined(any.Of, $" {Texts.Or} ", edition, nested),
        _ => throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}."),
    };

    private static string Joined(ImmutableArray<ItemExpression> parts, string separator, Edition edition, bool nested)
    {
        var text = string.Join(separator, parts.Select(part => Of(part, edition, parts.Length > 1)));
        return nested && parts.Length > 1 ? $"({text})" : text;
    }

    /// <summary>
    /// Text from files must not become formatting, lists or links on a card (Teams renders a subset of Markdown), nor break its line.
    /// </summary>
    public static string Escape(string text) => Markdown().Replace(Breaks().Replace(text, " "), @"\$0");

    /// <summary>A person's or organisation's name: escaped, and cut where no name goes on.</summary>
    public static string Name(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text.Length <= LongestName ? text : text[..LongestName] + "…");
    }

    private const int LongestName = 100;

    private static readonly TimeSpan MostHours = TimeSpan.FromHours(72);

    [GeneratedRegex(@"[\\`*_\[\]#<>~|]|^[-+]|(?<=^\d+)\.")]
    private static partial Regex Markdown();

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+")]
    private static partial Regex Breaks();
}
