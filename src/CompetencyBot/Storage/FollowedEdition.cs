using System.Collections.Concurrent;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>An edition that the organisation follows, and the evidence as far as it is about it.</summary>
public sealed record FollowedEdition(Edition Edition, MatchedEvidence Matched)
{
    /// <summary>Answers are about today, the anniversary and a day a month ago; tomorrow all of them are others.</summary>
    private const int MostKept = 24;

    private readonly ConcurrentDictionary<(Type What, DateOnly Date), object> _kept = [];

    /// <summary>How far the organisation is on a day.</summary>
    public Attainment On(DateOnly date) => Once(date, static (followed, day) => Attainment.Of(followed.Edition, followed.Matched, day));

    /// <summary>
    /// What would be different on a day if Partner Center's data confirmed every account that is reported as associated; null when none waits for that, and once
    /// the edition has ended.
    /// </summary>
    public WhatIf.Answer? OnceConfirmed(DateOnly date) => Once(date, static (followed, day) => new ExpectedLevels(followed.Expect(day))).Answer;

    /// <summary>
    /// Works something out for a day, and keeps it for as long as the evidence stays the same: one of a type and day. Two at once may both work; they come to
    /// the same.
    /// </summary>
    public TResult Once<TResult>(DateOnly date, Func<FollowedEdition, DateOnly, TResult> work)
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_kept.TryGetValue((typeof(TResult), date), out var known))
            return (TResult)known;
        var result = work(this, date);
        if (_kept.Count >= MostKept)
            _kept.Clear();
        _kept[(typeof(TResult), date)] = result;
        return result;
    }

    private WhatIf.Answer? Expect(DateOnly date)
    {
        if (Edition.HasEnded(date))
            return null;
        Change[] confirmed = [.. Matched.People.Where(person => AccountStanding.Of(person, date).State == AccountState.Reported).Select(person => new Change.Links(person.Id))];
        return confirmed.Length == 0 ? null : WhatIf.Of(Edition, Matched, date, confirmed) as WhatIf.Answer;
    }

    private sealed record ExpectedLevels(WhatIf.Answer? Answer);
}
