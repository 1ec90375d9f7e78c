using CompetencyBot.Conversation;
using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>Finds out what would become of people who are to be added, and keeps that until an admin has decided.</summary>
public sealed class AddPlanning(
    BotDb db, EvidenceReader reader, IOptions<GraphOptions> graph, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>For so long somebody may think it over.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    public bool Creates => graph.Value is { Enabled: true, CreateUsers: true };

    /// <summary>Where people are given by alias alone: the domain of whoever asks, else that of most people.</summary>
    public async Task<string?> DomainAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return DomainOf(viewer.WorkAddress) ?? (await reader.ReadAsync(cancellationToken))?.Records.People
            .Select(person => DomainOf(person.UserPrincipalName)).OfType<string>()
            .GroupBy(domain => domain).MaxBy(same => same.Count())?.Key;
    }

    /// <param name="people">As they were written.</param>
    public async Task<AddPlan> PlanAsync(IReadOnlyList<NewPerson> people, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(viewer);
        var domain = await DomainAsync(viewer, cancellationToken);
        NewPerson[] tidy = [.. people.Select(person => person.Tidy(domain))];
        var met = await MetAsync(tidy, cancellationToken);
        var now = clock.GetUtcNow();
        var batch = new AddBatch { Id = Guid.CreateVersion7(now), At = now, By = viewer.AuditName, ExpiresAt = now + GoodFor };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        AddedPerson[] rows = [.. tidy.Select(person => RowOf(person, batch, met, isFirst: person.Address.Length == 0 || seen.Add(person.Address)))];
        db.AddBatches.Add(batch);
        db.AddedPeople.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new AddPlan(batch, rows, Creates, UnknownManagers(rows, met), NewDomains(rows, met));
    }

    private AddedPerson RowOf(NewPerson person, AddBatch batch, Met met, bool isFirst)
    {
        var (state, reason) = (person.Problem(), met.ProblemOf(person.Address)) switch
        {
            ({ } wrong, _) => (AddState.Failed, wrong),
            _ when !isFirst => (AddState.Failed, AddProblem.Repeated),
            (null, { } known) => (AddState.Known, known),
            _ => (AddState.Planned, (AddProblem?)null),
        };
        return new AddedPerson
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            BatchId = batch.Id,
            Line = person.Line,
            UserPrincipalName = Cut(person.Address, NewPerson.LongestAddress) ?? "",
            DisplayName = Cut(person.DisplayName, NewPerson.LongestDisplayName) ?? "",
            GivenName = Cut(person.GivenName, NewPerson.LongestName),
            Surname = Cut(person.Surname, NewPerson.LongestName),
            Manager = Cut(person.Manager, NewPerson.LongestAddress),
            UsageLocation = Cut(person.UsageLocation, NewPerson.LongestName),
            Language = Cut(person.Language, NewPerson.LongestName),
            State = state,
            Reason = reason?.ToString(),
        };
    }

    /// <summary>Whom the people file, the directory and what was added lately know of those who are named, with a query for each.</summary>
    private async Task<Met> MetAsync(NewPerson[] people, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), organisation.CurrentValue.Today(clock));
        string[] named = [.. people.SelectMany(person => (string?[])[person.Address, person.Manager]).OfType<string>().Distinct()];
        var directory = await db.DirectoryUsers.AsNoTracking()
            .Where(user => user.RemovedOn == null && named.Contains(user.UserPrincipalName))
            .Select(user => user.UserPrincipalName).ToListAsync(cancellationToken);
        var before = await db.AddedPeople.AsNoTracking()
            .Where(person => named.Contains(person.UserPrincipalName)
                && (person.State == AddState.Planned || person.State == AddState.Creating || person.State == AddState.Created || person.State == AddState.Listed)
                && db.AddBatches.Any(batch => batch.Id == person.BatchId && batch.ConfirmedAt != null && batch.ExpiresAt > now))
            .Select(person => person.UserPrincipalName).ToListAsync(cancellationToken);
        return new Met(await reader.ReadAsync(cancellationToken), today, [.. directory], [.. before]);
    }

    private static string[] UnknownManagers(AddedPerson[] rows, Met met)
    {
        var planned = rows.Where(row => row.State == AddState.Planned).ToList();
        var added = planned.Select(row => row.UserPrincipalName).ToHashSet(StringComparer.Ordinal);
        return [.. planned.Select(row => row.Manager).OfType<string>().Distinct().Where(manager => !added.Contains(manager) && !met.Knows(manager))];
    }

    private static string[] NewDomains(AddedPerson[] rows, Met met)
    {
        var domains = met.People?.Records.People.Select(person => DomainOf(person.UserPrincipalName)).ToHashSet(StringComparer.Ordinal);
        return domains is not { Count: > 0 } ? [] :
            [.. rows.Where(row => row.State == AddState.Planned).Select(row => DomainOf(row.UserPrincipalName)).OfType<string>().Distinct().Where(domain => !domains.Contains(domain))];
    }

    private static string? DomainOf(string? address) => address?.Split('@') is [_, { Length: > 0 } domain] ? domain.ToLowerInvariant() : null;

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;

    /// <param name="Directory">Addresses that the directory has.</param>
    /// <param name="Before">Addresses that were added, or are to be, and of which the directory may not have told yet.</param>
    private sealed record Met(OrganisationEvidence? People, DateOnly Today, HashSet<string> Directory, HashSet<string> Before)
    {
        public bool Knows(string address) => ProblemOf(address) is not (null or AddProblem.HasLeft);

        public AddProblem? ProblemOf(string address) => People?.FindByWorkAddress(address) switch
        {
            { LeftOn: { } left } when left <= Today => AddProblem.HasLeft,
            not null => AddProblem.InPeople,
            null when Directory.Contains(address) => AddProblem.InDirectory,
            null when Before.Contains(address) => AddProblem.AddedBefore,
            null => null,
        };
    }
}
