namespace CompetencyBot.Sandbox.Connector;

/// <summary>The calls that broke a rule.</summary>
public sealed class FaultRecord
{
    /// <summary>More are not kept: a bot that is wrong everywhere would fill the memory of a long run.</summary>
    public const int Most = 1000;

    private readonly Lock _gate = new();
    private readonly List<ConnectorCall> _calls = [];

    public IReadOnlyList<ConnectorCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    internal void Add(ConnectorCall call)
    {
        lock (_gate)
            if (_calls.Count < Most)
                _calls.Add(call);
    }

    internal IReadOnlyList<ConnectorCall> Take()
    {
        lock (_gate)
        {
            ConnectorCall[] taken = [.. _calls];
            _calls.Clear();
            return taken;
        }
    }
}
