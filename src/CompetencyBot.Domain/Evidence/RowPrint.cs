using System.Globalization;

namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// What is kept of a row to compare two contents of a kind: 16 bytes, whatever the row holds. The line on which it stands is no part of it. Among a million rows
/// two different ones look the same once in ten million times.
/// </summary>
/// <param name="Key">Of what tells the row from others of its kind, without case.</param>
/// <param name="Row">Of everything that it says.</param>
public readonly record struct RowPrint(ulong Key, ulong Row)
{
    public static RowPrint Of(PersonRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of([row.UserPrincipalName],
        [
            row.UserPrincipalName, row.DisplayName, row.EntraObjectId, row.ManagerUserPrincipalName, $"{row.Role}", row.TimeZone, row.Locale, row.MicrosoftAccount, row.McpId,
            Text(row.AssociatedOn), Text(row.LeftOn),
        ]);
    }

    public static RowPrint Of(TrainingRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(
            [row.CorpEmail ?? row.Email ?? row.McpId, row.ActivityId, Text(row.CompletedOn)],
            [row.Email, row.CorpEmail, row.McpId, row.Title, Text(row.ExpiresOn), row.ActivationStatus]);
    }

    public static RowPrint Of(PerformanceRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(
            [row.CompetencyName, row.OptionName, Text(row.Month), row.MetricName],
            [Text(row.MonthlyContribution), Text(row.TrailingTwelveMonths), Text(row.AnniversaryYear), Text(row.GoldThreshold), Text(row.SilverThreshold)]);
    }

    public static RowPrint Of(HistoryRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of([row.CompetencyName, row.Level, Text(row.StartDate)], [row.Status, Text(row.EndDate)]);
    }

    public static RowPrint Of(MembershipRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of([$"{row.Offer}", Text(row.PurchasedOn)], [Text(row.AnniversaryOn), $"{row.Market}"]);
    }

    public static RowPrint Of(CapabilityRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of([row.Designation, row.Track, row.Metric, Text(row.Month)], [Text(row.Value)]);
    }

    private static RowPrint Of(ReadOnlySpan<string?> key, ReadOnlySpan<string?> rest)
    {
        var keyPrint = Fold(Start, key, ignoresCase: true);
        return new(keyPrint, Fold(keyPrint, rest, ignoresCase: false));
    }

    /// <summary>FNV-1a of 64 bits; behind each text stands what no text has, so that no two lists of texts run together.</summary>
    private static ulong Fold(ulong print, ReadOnlySpan<string?> texts, bool ignoresCase)
    {
        foreach (var text in texts)
        {
            foreach (var letter in text ?? "")
                print = (print ^ (ignoresCase ? char.ToUpperInvariant(letter) : letter)) * Prime;
            print = (print ^ (text is null ? NoText : EndOfText)) * Prime;
        }

        return print;
    }

    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong EndOfText = 0x1_0000;
    private const ulong NoText = 0x1_0001;

    private static string? Text(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>1.50 and 1.5 are one figure, and a database may give back either.</summary>
    private static string? Text(decimal? figure) => figure?.ToString("0.############################", CultureInfo.InvariantCulture);
}
