using CompetencyBot.Storage;
using Quartz;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>Each day: knows again whoever is back, and erases the details of people who left longer ago than they are kept and have been known as gone for a while.</summary>
[DisallowConcurrentExecution]
public sealed partial class RetentionJob(
    EvidenceReader reader, ErasedPeople erased, LongGone gone, LeaverErasure erasure, ILogger<RetentionJob> logger) : IJob
{
    /// <summary>Of everybody who is known: more than this part, and so many, never go at once. A file in which nearly everybody left long ago is a broken file.</summary>
    private const double MostPart = 0.5;

    private const int AlwaysAllowed = 20;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await erased.RestoreAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return;
        var people = await gone.InAsync(evidence, cancellationToken);
        if (people.Count > AlwaysAllowed && people.Count > MostPart * evidence.Records.People.Length)
            Log.TooMany(logger, people.Count, evidence.Records.People.Length);
        else if (people.Count > 0)
            Log.Erased(logger, people.Count, await erasure.EraseAsync(evidence, people, gone.PresentIn(evidence), cancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Retention: the details of {People} people who left long ago are erased ({Rows} rows).")]
        public static partial void Erased(ILogger logger, int people, int rows);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Retention: {People} of {All} people are said to have left long ago. That looks like a broken file; nobody is erased. If it is true, erase in portions: raise Retention:LeaverDetailsDays and lower it by and by.")]
        public static partial void TooMany(ILogger logger, int people, int all);
    }
}
