namespace CompetencyBot.Sources.Insights;

/// <summary>Why something of Insights was not to be had. The names are kept in the database, so never renamed.</summary>
public enum InsightsTrouble
{
    /// <summary>No account is connected.</summary>
    NotConnected,

    /// <summary>The account gives no tokens any more.</summary>
    ConnectAgain,

    /// <summary>The sign-in service refuses the bot's registration.</summary>
    Misconfigured,

    /// <summary>Nobody answered, or the service is out of order.</summary>
    NotReached,

    /// <summary>The service asked to wait.</summary>
    Throttled,

    /// <summary>The account may not read reports.</summary>
    NotAllowed,

    /// <summary>The service has no such dataset.</summary>
    NoDataset,

    /// <summary>A column is missing without which the dataset is of no use; its name is the detail.</summary>
    ColumnMissing,

    /// <summary>The addresses come masked.</summary>
    Redacted,

    /// <summary>Somebody has paused the report.</summary>
    Paused,

    /// <summary>The run failed at the service.</summary>
    RunFailed,

    /// <summary>What was asked for is not there: a run that has not ended, or a report or query that somebody has deleted.</summary>
    NotFound,

    /// <summary>The run has not ended for a day.</summary>
    Overdue,

    /// <summary>The link to the file had expired.</summary>
    LinkExpired,

    /// <summary>The file is larger than any that is taken.</summary>
    TooLarge,

    /// <summary>The file came, and could not be used; why is the detail.</summary>
    FileRejected,

    /// <summary>The file would take away so many rows that an admin has to say whether it counts.</summary>
    Held,

    /// <summary>It went wrong here, such as on a full disk; the log says how.</summary>
    Failed,

    /// <summary>The service answered what makes no sense.</summary>
    Answer,
}

/// <param name="Detail">A name of the service, never an address or anything secret.</param>
/// <param name="RetryAfter">What the service asked for; null = nothing.</param>
public sealed record InsightsFault(InsightsTrouble Trouble, string? Detail = null, TimeSpan? RetryAfter = null);

/// <summary>A value, or the fault for which there is none.</summary>
public sealed record InsightsAnswer<T>(T? Value, InsightsFault? Fault = null)
    where T : class
{
    public static implicit operator InsightsAnswer<T>(InsightsFault fault) => new(null, fault);

    public static implicit operator InsightsAnswer<T>(InsightsTrouble trouble) => new InsightsFault(trouble);
}
