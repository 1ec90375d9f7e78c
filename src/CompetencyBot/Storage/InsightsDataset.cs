namespace CompetencyBot.Storage;

public enum InsightsStep
{
    /// <summary>Nothing is under way.</summary>
    Idle,

    /// <summary>A report was ordered, and is waited for.</summary>
    Ordered,

    /// <summary>Something has to change before it is tried again, or it waits for its time: see the problem.</summary>
    Stuck,
}

/// <summary>How far the bot is with one dataset of Partner Center Insights.</summary>
public sealed class InsightsDataset
{
    /// <summary>Kind of evidence file, for example <c>TrainingCompletions</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the service calls the dataset.</summary>
    public string? Name { get; set; }

    public InsightsStep Step { get; set; }

    public string? QueryId { get; set; }

    public string? ReportId { get; set; }

    public DateTimeOffset? OrderedAt { get; set; }

    /// <summary>When the next step is due.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>When the service ran the report that was imported last.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Hours between two runs: what the service asks for.</summary>
    public int? IntervalHours { get; set; }

    public int Rows { get; set; }

    /// <summary>Why nothing came: a word of the code; null = all is well.</summary>
    public string? Problem { get; set; }

    /// <summary>What the problem is about, such as names of columns; of no person.</summary>
    public string? Detail { get; set; }

    public DateTimeOffset? ProblemSince { get; set; }

    /// <summary>Nobody writes over what another instance has done.</summary>
    public int Revision { get; set; } = 1;
}
