using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>What was foretold of a level, short enough to be kept: the day it breaks and a mark for each cause.</summary>
internal static class RiskFacts
{
    public static string Of(LevelForecast forecast) => string.Join(
        '|', [Phrases.ShortDate(forecast.BreaksOn!.Value), .. forecast.Causes.Select(cause => Fingerprint.Of([FactOf(cause)])).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>
    /// Whether time went on as foretold: nothing but causes that were known, and no earlier day. A cause that has come true is a cause no
    /// more; a figure of which no newer months were imported breaks a month later each month.
    /// </summary>
    public static bool IsNoNews(string before, string now)
    {
        string[] known = before.Split('|'), found = now.Split('|');
        return found.Length > 1
            && known.Length > 1
            && string.CompareOrdinal(found[0], known[0]) >= 0
            && found.Skip(1).All(cause => known.Contains(cause));
    }

    // Written out, since what a record prints of itself depends on the machine's language and on every property it gains.
    private static string FactOf(RiskCause cause) => cause.Kind == RiskCauseKind.Figure
        ? $"{cause.Kind}|{cause.Metric}|{cause.PathId}"
        : $"{cause.Kind}|{Phrases.ShortDate(cause.On)}|{cause.PersonId?.ToLowerInvariant()}|{cause.ItemId}";
}
