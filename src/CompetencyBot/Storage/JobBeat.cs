namespace CompetencyBot.Storage;

/// <summary>When a job last ran, whichever instance ran it: how a scheduler that stands still is noticed.</summary>
public sealed class JobBeat
{
    /// <summary>Name of the job.</summary>
    public required string Job { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last ended without a failure; null = never yet.</summary>
    public DateTimeOffset? SucceededAt { get; set; }

    /// <summary>Type of the failure of the last run; null when it ended well or still runs.</summary>
    public string? Failure { get; set; }
}
