using System.Collections.Concurrent;

namespace CompetencyBot.Sandbox.Connector;

/// <param name="RetryAfter">Seconds or a date, as the header has it.</param>
internal sealed record PlannedAnswer(int Status, string? Body, string? RetryAfter)
{
    public static readonly PlannedAnswer Never = new(0, null, null);

    public string? Location { get; init; }

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.Headers.RetryAfter = RetryAfter;
        response.Headers.Location = Location;
        if (Body is null)
            return;
        response.ContentType = "application/json";
        await response.WriteAsync(Body);
    }
}

/// <summary>What the next calls are answered with, in order.</summary>
internal sealed class AnswerPlan
{
    private readonly ConcurrentQueue<PlannedAnswer> _planned = new();

    public void Add(PlannedAnswer answer, int times)
    {
        for (var i = 0; i < times; i++)
            _planned.Enqueue(answer);
    }

    public PlannedAnswer? Next() => _planned.TryDequeue(out var answer) ? answer : null;
}
