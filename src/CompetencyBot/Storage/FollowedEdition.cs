using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Storage;

/// <summary>An edition that the organisation follows, and the evidence as far as it is about it.</summary>
public sealed record FollowedEdition(Edition Edition, MatchedEvidence Matched)
{
    private Attainment? _latest;
    private ExpectedLevels? _expected;

    /// <summary>How far the organisation is on a day; kept for the day that was asked for last, since most answers are about today.</summary>
    public Attainment On(DateOnly date) =>
        Volatile.Read(ref _latest) is { } known && known.Date == date ? known : _latest = Attainment.Of(Edition, Matched, date);

    /// <summary>
    /// What would be different on a day if Partner Center's data confirmed every account that is reported as associated; null when none waits for that, and once
    /// the edition has ended. Kept like <see cref="On"/>.
    /// </summary>
    public WhatIf.Answer? OnceConfirmed(DateOnly date)
    {
        if (Volatile.Read(ref _expected) is not { } known || known.Date != date)
            Volatile.Write(ref _expected, known = new(date, Expect(date)));
        return known.Answer;
    }

    private WhatIf.Answer? Expect(DateOnly date)
    {
        if (Edition.HasEnded(date))
            return null;
        Change[] confirmed = [.. Matched.People.Where(person => AccountStanding.Of(person, date).State == AccountState.Reported).Select(person => new Change.Links(person.Id))];
        return confirmed.Length == 0 ? null : WhatIf.Of(Edition, Matched, date, confirmed) as WhatIf.Answer;
    }

    private sealed record ExpectedLevels(DateOnly Date, WhatIf.Answer? Answer);
}
