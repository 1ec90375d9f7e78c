using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Entra;

/// <summary>What the settings, the clock and the people file say about a sync.</summary>
public sealed class SyncRules(
    EvidenceReader reader, DeltaPages pages, IOptions<GraphOptions> options, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>What is asked for. A link of Graph goes on with what was asked for at first: when this changes everybody is read again.</summary>
    public string Question => $"{string.Join(',', pages.Properties)};{options.Value.PeopleGroupId}";

    public async Task<UserChanges> BeginAsync(CancellationToken cancellationToken)
    {
        var people = (await reader.ReadAsync(cancellationToken))?.Files.People ?? [];
        var addresses = people.Select(person => person.UserPrincipalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ids = people.Select(person => person.EntraObjectId).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new UserChanges(
            clock.GetUtcNow(),
            organisation.CurrentValue.Today(clock),
            options.Value.DisabledDays,
            ByGroup: !string.IsNullOrWhiteSpace(options.Value.PeopleGroupId),
            (address, id) => addresses.Contains(address) || ids.Contains(id));
    }

    /// <summary>Whether a day of the organisation has begun since; null = never yet.</summary>
    public bool IsNewDay(DateTimeOffset? since) =>
        since is not { } then || DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(then, organisation.CurrentValue.Zone).DateTime) < organisation.CurrentValue.Today(clock);
}
