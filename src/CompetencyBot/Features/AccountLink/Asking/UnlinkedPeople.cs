using System.Collections.Immutable;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Somebody who belongs to the organisation and whose account is neither associated nor reported as associated.</summary>
/// <param name="Passes">What of theirs would count if it were; each item once, whichever editions that still apply ask for it.</param>
/// <param name="Ask">Null = never asked.</param>
public sealed record UnlinkedPerson(PersonRecord Person, AccountState State, int Passes, LinkAsk? Ask, AskTurn Turn)
{
    /// <summary>As the rows about people are keyed.</summary>
    public string Key => Person.UserPrincipalName.ToLowerInvariant();
}

/// <summary>Finds the people who are not linked, and what became of asking them.</summary>
public sealed class UnlinkedPeople(
    BotDb db, IOptionsMonitor<OrganisationOptions> organisation, IOptionsMonitor<AccountLinkOptions> accountLink, TimeProvider clock)
{
    public DateOnly Today => organisation.CurrentValue.Today(clock);

    /// <summary>Everybody, in the order of the people file, with one query.</summary>
    public async Task<ImmutableArray<UnlinkedPerson>> ReadAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var asks = await db.LinkAsks.AsNoTracking().ToDictionaryAsync(ask => ask.Person, StringComparer.Ordinal, cancellationToken);
        return
        [
            .. from entry in evidence.PresentOn(Today).Matched.People.Index()
               let standing = AccountStanding.Of(entry.Item, Today)
               where standing.IsUnlinked
               select Of(evidence, entry.Index, standing, asks.GetValueOrDefault(KeyOf(entry.Item.Record))),
        ];
    }

    /// <summary>One person, linked or not; null for somebody whom the people file does not know.</summary>
    public async Task<UnlinkedPerson?> FindAsync(OrganisationEvidence evidence, PersonRecord? record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var everybody = evidence.PresentOn(Today).Matched.People;
        if (record is null || everybody.Index().FirstOrDefault(entry => IsSame(entry.Item.Record, record)) is not { Item: { } person } found)
            return null;
        var key = KeyOf(record);
        var ask = await db.LinkAsks.AsNoTracking().FirstOrDefaultAsync(row => row.Person == key, cancellationToken);
        return Of(evidence, found.Index, AccountStanding.Of(person, Today), ask);
    }

    private UnlinkedPerson Of(OrganisationEvidence evidence, int position, AccountStanding standing, LinkAsk? ask)
    {
        var passes = from followed in evidence.Followed
                     where !followed.Edition.HasEnded(Today)
                     let person = followed.Matched.People[position] // in every edition the order is that of the people file
                     where !person.Achievements.IsEmpty
                     from held in Counting.ItemsOf(person, followed.Edition, Today)
                     where held.Standing == ItemStanding.NotAssociated
                     select held.Item!.Id;
        return new UnlinkedPerson(
            evidence.Followed[0].Matched.People[position].Record,
            standing.State,
            passes.Distinct(StringComparer.Ordinal).Count(),
            ask,
            AskTurns.Of(ask, Today, accountLink.CurrentValue.AskAgainAfterDays, organisation.CurrentValue.Zone));
    }

    private static string KeyOf(PersonRecord record) => record.UserPrincipalName.ToLowerInvariant();

    private static bool IsSame(PersonRecord one, PersonRecord other) =>
        string.Equals(one.UserPrincipalName, other.UserPrincipalName, StringComparison.OrdinalIgnoreCase);
}
