namespace CompetencyBot.Domain.Evaluation;

/// <summary>One training row that counts for an item from some day on, with all that may end it.</summary>
/// <param name="Person">Position in the people file.</param>
/// <param name="From">First day on which the row counts: completed, and the account associated long enough.</param>
/// <param name="ExpiresOn">Last day of the certificate.</param>
/// <param name="LeftOn">First day on which the person no longer belongs to the organisation.</param>
/// <param name="AcceptedUntil">Last day on which the programme accepts the item.</param>
internal readonly record struct Holding(
    int Person,
    string ItemId,
    DateOnly From,
    DateOnly? ExpiresOn,
    DateOnly? LeftOn,
    DateOnly? AcceptedUntil)
{
    // A comparison with null is false, so "not before" also covers what has no end.
    public bool CountsOn(DateOnly day) => From <= day && !(ExpiresOn < day) && !(LeftOn <= day) && !(AcceptedUntil < day);

    /// <summary>Days from which on it may count or no longer count.</summary>
    public IEnumerable<DateOnly> Changes()
    {
        yield return From;
        if (LeftOn is { } left)
            yield return left;
        foreach (var last in (DateOnly?[])[ExpiresOn, AcceptedUntil])
            if (last is { } day && day < DateOnly.MaxValue)
                yield return day.AddDays(1);
    }
}
