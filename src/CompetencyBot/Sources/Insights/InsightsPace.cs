using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Insights;

/// <summary>How long is waited before something is tried again, and before somebody is told of it.</summary>
public static class InsightsPace
{
    /// <summary>Until a run that was ordered is looked for.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);

    /// <summary>A run that has not ended for so long never will.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(5);

    /// <summary>Soon at first, since most runs take minutes.</summary>
    public static TimeSpan NextLook(TimeSpan sinceOrder) => sinceOrder < 2 * BetweenLooks ? FirstLook : BetweenLooks;

    /// <summary>What only a person can mend is looked at once a day, or when somebody asks.</summary>
    public static TimeSpan WaitOf(InsightsFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.RetryAfter ?? fault.Trouble switch
        {
            InsightsTrouble.LinkExpired => FirstLook,
            InsightsTrouble.Throttled or InsightsTrouble.NotReached or InsightsTrouble.Paused => TimeSpan.FromMinutes(15),
            InsightsTrouble.RunFailed or InsightsTrouble.Overdue or InsightsTrouble.NotFound or InsightsTrouble.Failed or InsightsTrouble.Answer => TimeSpan.FromHours(1),
            _ => TimeSpan.FromDays(1),
        };
    }

    /// <summary>What passes by itself as a rule is told only when it does not.</summary>
    public static TimeSpan GraceOf(InsightsTrouble trouble) => trouble switch
    {
        InsightsTrouble.LinkExpired => TimeSpan.FromHours(1),
        InsightsTrouble.Throttled or InsightsTrouble.NotReached or InsightsTrouble.NotFound or InsightsTrouble.Answer => TimeSpan.FromHours(6),
        _ => TimeSpan.Zero,
    };

    /// <summary>
    /// Whether somebody is to hear of it by now. Competencies have ended, and Partner Center offers their datasets no more: that one which never came is not there
    /// is shown on the card, but is no news; and of a file that waits for a word the admins are shown what it would change.
    /// </summary>
    public static bool IsNews(InsightsDataset row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Enum.TryParse<InsightsTrouble>(row.Problem, out var trouble)
            && trouble != InsightsTrouble.Held
            && now - row.ProblemSince >= GraceOf(trouble)
            && !(trouble == InsightsTrouble.NoDataset && row.CompletedAt is null && row.Kind != $"{FileKind.TrainingCompletions}");
    }

    /// <summary>Troubles of the account or of the service as a whole: they are the same for every dataset, and told once for all.</summary>
    public static bool IsOfAll(InsightsTrouble trouble) => trouble is InsightsTrouble.NotConnected or InsightsTrouble.ConnectAgain
        or InsightsTrouble.Misconfigured or InsightsTrouble.NotReached or InsightsTrouble.Throttled or InsightsTrouble.NotAllowed;
}
