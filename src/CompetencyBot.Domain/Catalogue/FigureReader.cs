using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>What performance goals and scores have in common: metrics, values by market, trailing windows.</summary>
internal static partial class FigureReader
{
    /// <summary>The evidence carries twelve-month totals only, so no other window could be answered.</summary>
    private const int MonthsOfATotal = 12;

    /// <summary>Far above any real figure, and small enough that no sum or product of figures overflows.</summary>
    private const decimal MostOfAFigure = 1e12m;

    private const int MostPeople = 1_000_000;

    public static string Metric(Place place, string? value)
    {
        var metric = place.Text(value, "metric");
        return MetricPattern().IsMatch(metric)
            ? metric
            : throw place.At("metric").Refuse($"'{metric}' is not in small letters, digits and underscores");
    }

    public static ByMarket ByMarket(Place parent, NeedJson? json, string member)
    {
        var value = parent.Part(json, member) switch
        {
            { All: { } all, Developed: null, Developing: null } => new ByMarket(all, all),
            { All: null, Developed: { } developed, Developing: { } developing } => new ByMarket(developed, developing),
            _ => throw parent.At(member).Refuse("is either {all} or {developed, developing}"),
        };
        return value is { Developed: > 0 and <= MostOfAFigure, Developing: > 0 and <= MostOfAFigure }
            ? value
            : throw parent.At(member).Refuse($"is not above zero, or above {MostOfAFigure}");
    }

    /// <summary>People come whole.</summary>
    public static ByMarket People(Place parent, NeedJson? json, string member)
    {
        var people = ByMarket(parent, json, member);
        return IsPeople(people.Developed) && IsPeople(people.Developing)
            ? people
            : throw parent.At(member).Refuse($"is not a whole number of people, at most {MostPeople}");
    }

    /// <returns>Months of a trailing or annual figure; null for a snapshot, and where the source states no window.</returns>
    public static int? Window(Place parent, WindowJson json)
    {
        var place = parent.At("window");
        var sliding = place.Choice(json.Kind, "kind", ("trailing", true), ("annual", true), ("snapshot", false), ("notStated", false));
        if (json.Kind == "trailing" ? json.Months != MonthsOfATotal : json.Months is not null)
            throw place.At("months").Refuse($"a trailing window has {MonthsOfATotal} months, the other kinds name none");
        return sliding ? MonthsOfATotal : null;
    }

    private static bool IsPeople(decimal number) => decimal.IsInteger(number) && number <= MostPeople;

    [GeneratedRegex(@"^[a-z0-9]+(_[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex MetricPattern();
}
