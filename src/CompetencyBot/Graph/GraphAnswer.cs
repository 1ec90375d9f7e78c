namespace CompetencyBot.Graph;

/// <summary>What came of a call to Microsoft Graph; all expected endings are values.</summary>
/// <param name="Value">Null when the call failed, or Graph answered without a body.</param>
/// <param name="Failure">Null when it went well.</param>
public sealed record GraphAnswer<TValue>(TValue? Value, GraphFailure? Failure);

/// <summary>Why Microsoft Graph did not do what it was asked.</summary>
public abstract record GraphFailure
{
    private GraphFailure()
    {
    }

    /// <summary>Asked too much, or it is out of order: the same call may go well later.</summary>
    /// <param name="Wait">As long as Graph asks for; null when it does not say.</param>
    public sealed record Busy(int Status, TimeSpan? Wait) : GraphFailure;

    /// <summary>It will be refused again until somebody changes something.</summary>
    /// <param name="Status">HTTP status: 403 = a permission is missing, 404 = there is no such thing, 409 = it is so already, 410 = the link is too old.</param>
    /// <param name="Code">Graph's own word for it, such as <c>Authorization_RequestDenied</c>; may be empty.</param>
    public sealed record Refused(int Status, string Code) : GraphFailure;

    /// <param name="Reason">For the log, without ids of people.</param>
    public sealed record NotReached(string Reason) : GraphFailure;

    /// <param name="Reason">Of the sign-in service, for the log.</param>
    public sealed record NoToken(string Reason) : GraphFailure;

    /// <summary>A link in an answer leads to another host, which must not see the token.</summary>
    public sealed record StrangeLink : GraphFailure;

    /// <summary>For a log line; never with ids of people.</summary>
    public string Summary() => this switch
    {
        Busy busy => $"{busy.Status}, asked to wait {busy.Wait?.ToString() ?? "some time"}",
        Refused refused => $"{refused.Status} {refused.Code}",
        NotReached lost => lost.Reason,
        NoToken none => none.Reason,
        _ => "a link leads to another host",
    };
}
