namespace CompetencyBot.Storage;

/// <summary>The evidence as last loaded; loaded again when an import changed something, and matched again when a linked account did.</summary>
public sealed class EvidenceCache : IDisposable
{
    /// <summary>Rows from which on it is worth a pause of some hundredths of a second.</summary>
    private const int Many = 50_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private OrganisationEvidence? _current;

    /// <summary>Waits until nobody else is loading; disposing the result lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Leave(_gate);
    }

    /// <summary>
    /// Makes room for other evidence. An export beside the one that it replaces, and beside what its import has left behind, would take three times the memory:
    /// such objects are old to the collector, which by itself comes to them much later.
    /// </summary>
    /// <param name="rows">Of what is to come.</param>
    public void Release(int rows)
    {
        Current = null;
        if (rows >= Many)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    public void Dispose() => _gate.Dispose();

    private sealed class Leave(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    public OrganisationEvidence? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
