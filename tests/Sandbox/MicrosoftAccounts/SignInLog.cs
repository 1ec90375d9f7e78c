namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>The sign-ins so far with the codes that were given out, and the faults that wait for the next ones.</summary>
internal sealed class SignInLog
{
    private readonly Lock _lock = new();
    private readonly Queue<SignInFault> _planned = new();
    private readonly List<SignInRecord> _records = [];
    private readonly Dictionary<string, int> _codes = [];
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a client first waits for tokens that do not come.</summary>
    public Task Hanging => _hanging.Task;

    public IReadOnlyList<SignInRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _records];
        }
    }

    public void Plan(SignInFault fault)
    {
        lock (_lock)
            _planned.Enqueue(fault);
    }

    /// <summary>An account was picked; the fault that is next in line is this sign-in's.</summary>
    /// <returns>By which <see cref="Give"/> knows it, and the fault.</returns>
    public (int SignIn, SignInFault? Fault) Pick(string address, IReadOnlyDictionary<string, string> asked)
    {
        lock (_lock)
        {
            SignInFault? fault = _planned.TryDequeue(out var planned) ? planned : null;
            var error = fault switch { SignInFault.Refused => "access_denied", SignInFault.ServerError => "server_error", _ => null };
            var ending = error is null ? SignInEnding.CodeGiven : SignInEnding.Refused;
            _records.Add(new SignInRecord(address, fault, ending, asked, error));
            return (_records.Count - 1, fault);
        }
    }

    /// <summary>Takes the fault that is next in line, if it is this one.</summary>
    public bool Take(SignInFault fault)
    {
        lock (_lock)
            return _planned.TryPeek(out var next) && next == fault && _planned.TryDequeue(out _);
    }

    public void Cancel(IReadOnlyDictionary<string, string> asked)
    {
        lock (_lock)
            _records.Add(new SignInRecord(null, null, SignInEnding.Cancelled, asked, "access_denied"));
    }

    public void Give(string code, int signIn)
    {
        lock (_lock)
            _codes[code] = signIn;
    }

    /// <returns>Null for a code that was never given out.</returns>
    public SignInRecord? Find(string? code)
    {
        lock (_lock)
            return code is not null && _codes.TryGetValue(code, out var signIn) ? _records[signIn] : null;
    }

    /// <summary>Somebody came with the code. What became of it the first time stays.</summary>
    public void Redeem(string? code, SignInEnding ending, string? error = null)
    {
        lock (_lock)
            if (code is not null && _codes.TryGetValue(code, out var signIn) && _records[signIn].Ending == SignInEnding.CodeGiven)
                _records[signIn] = _records[signIn] with { Ending = ending, Error = error };
    }

    public void Hang() => _hanging.TrySetResult();
}
