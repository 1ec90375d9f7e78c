namespace CompetencyBot.Sandbox.Insights;

/// <summary>What becomes of a run.</summary>
public enum InsightsEnd
{
    Completed,

    /// <summary>It stands still until somebody resumes it in Partner Center.</summary>
    Paused,

    Failed,
}

/// <summary>How the played Insights behaves; all of it can be changed while it runs.</summary>
public sealed class InsightsBehaviour
{
    /// <summary>What the API calls the dataset of the figures: as a rule without the first r of "performance".</summary>
    public string PerformanceName { get; set; } = "CompetencyPeformanceRequirement";

    /// <summary>How long a run takes by its clock, half of it pending; null = one look finds it pending, the next running, the third completed.</summary>
    public TimeSpan? RunsFor { get; set; } = TimeSpan.Zero;

    public InsightsEnd End { get; set; } = InsightsEnd.Completed;

    public TimeSpan LinksGoodFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Status with which an expired link answers: 403 or 410.</summary>
    public int ExpiredStatus { get; set; } = 403;

    /// <summary>Whether the user may see no addresses: they come masked, and every answer says so.</summary>
    public bool DataRedacted { get; set; }

    /// <summary>Whether the files come with tabs.</summary>
    public bool AsTsv { get; set; }

    /// <summary>Hours, of every dataset; null = the API does not say.</summary>
    public int? MinimumRecurrence { get; set; } = 120;

    /// <summary>Whether there are nulls among its datasets and their columns.</summary>
    public bool HasNulls { get; set; }

    /// <summary>TIMESPANs that every dataset offers.</summary>
    public IReadOnlyList<string> DateRanges { get; set; } = ["LAST_6_MONTHS", "LAST_1_YEAR", "LIFETIME"];

    /// <summary>Where the second page of the datasets is said to be; null = where it is.</summary>
    public string? NextLink { get; set; }

    public TimeSpan TokensGoodFor { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>OAuth error with which every refresh token is refused; null = none.</summary>
    public string? RefreshRefused { get; set; }
}
