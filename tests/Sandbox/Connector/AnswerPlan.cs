namespace CompetencyBot.Sandbox.Connector;

/// <summary>What happens to a call instead of the usual, or besides it.</summary>
/// <param name="Answer">Null answers as usual.</param>
/// <param name="CarriesOut">The service does what it is asked for, whatever it answers.</param>
internal sealed record PlannedAnswer(ConnectorAnswer? Answer, bool CarriesOut)
{
    public static readonly PlannedAnswer Usual = new(null, true);

    /// <summary>Starts when the call has come; the answer is sent when it has ended.</summary>
    public Func<Task> Wait { get; init; } = static () => Task.CompletedTask;

    /// <summary>Null = whichever conversation it is about.</summary>
    public string? ConversationId { get; init; }
}

/// <summary>What the next calls are answered with, in the order in which it was planned.</summary>
internal sealed class AnswerPlan
{
    private readonly Lock _gate = new();
    private readonly List<(PlannedAnswer Answer, int Left)> _planned = [];

    public void Add(PlannedAnswer answer, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
            _planned.Add((answer, times));
    }

    public void Clear()
    {
        lock (_gate)
            _planned.Clear();
    }

    public PlannedAnswer Next(string? conversationId)
    {
        lock (_gate)
        {
            var index = _planned.FindIndex(planned => planned.Answer.ConversationId is not { } only || only == conversationId);
            if (index < 0)
                return PlannedAnswer.Usual;
            var (answer, left) = _planned[index];
            if (left == 1)
                _planned.RemoveAt(index);
            else if (left != FakeConnector.Always)
                _planned[index] = (answer, left - 1);
            return answer;
        }
    }
}
