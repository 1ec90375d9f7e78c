using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Insights;

/// <summary>The state of datasets, and what went wrong, in the current language.</summary>
public static class InsightsWords
{
    public static string NameOf(InsightsDataset row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Enum.TryParse<FileKind>(row.Kind, out var kind) ? NameOf(kind) : row.Kind;
    }

    public static string NameOf(FileKind kind) => kind switch
    {
        FileKind.TrainingCompletions => InsightsTexts.Training,
        FileKind.CompetencyPerformanceRequirement => InsightsTexts.Performance,
        FileKind.CompetencySummaryHistory => InsightsTexts.History,
        _ => $"{kind}",
    };

    /// <returns>Null while all is well.</returns>
    public static string? ProblemOf(InsightsDataset row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Enum.TryParse<InsightsTrouble>(row.Problem, out var trouble) ? Of(trouble, row.Detail) : row.Problem;
    }

    private static string Of(InsightsTrouble trouble, string? detail) => trouble switch
    {
        InsightsTrouble.NotConnected => InsightsTexts.NotConnected,
        InsightsTrouble.ConnectAgain => InsightsTexts.ConnectAgain,
        InsightsTrouble.Misconfigured => InsightsTexts.Misconfigured,
        InsightsTrouble.NotReached => InsightsTexts.NotReached,
        InsightsTrouble.Throttled => InsightsTexts.Throttled,
        InsightsTrouble.NotAllowed => InsightsTexts.NotAllowed,
        InsightsTrouble.NoDataset => InsightsTexts.NoDataset,
        InsightsTrouble.ColumnMissing => Language.Format(InsightsTexts.ColumnMissing, Phrases.Escape(detail ?? "")),
        InsightsTrouble.Redacted => InsightsTexts.Redacted,
        InsightsTrouble.Paused => InsightsTexts.Paused,
        InsightsTrouble.RunFailed => InsightsTexts.RunFailed,
        InsightsTrouble.Overdue => InsightsTexts.Overdue,
        InsightsTrouble.LinkExpired => InsightsTexts.LinkExpired,
        InsightsTrouble.TooLarge => InsightsTexts.TooLarge,
        InsightsTrouble.FileRejected => Rejected(detail),
        InsightsTrouble.Held => Held(detail),
        InsightsTrouble.NotFound => InsightsTexts.NotFound,
        InsightsTrouble.Failed => InsightsTexts.Failed,
        _ => InsightsTexts.Answer,
    };

    private static string Rejected(string? detail) => detail switch
    {
        InsightsHandover.NoRows => InsightsTexts.NoRows,
        InsightsHandover.InBetween => InsightsTexts.InBetween,
        _ => Language.Format(InsightsTexts.FileRejected, Phrases.Escape(Reason((detail ?? "").Split('|')))),
    };

    private static string Reason(string[] parts) => parts is [var reason, var column, var line] && Enum.TryParse<RejectionReason>(reason, out var why)
        ? new ImportReport(CultureInfo.CurrentUICulture).Reason(
            new Rejection(why, column, long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null))
        : InsightsTexts.UnknownReason;

    private static string Held(string? detail)
    {
        var counts = (detail ?? "").Split('/');
        return counts is [var gone, var before] ? Language.Format(InsightsTexts.Held, gone, before) : Language.Format(InsightsTexts.Held, "?", "?");
    }
}
