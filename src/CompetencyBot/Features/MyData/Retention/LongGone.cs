using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>Who left longer ago than their details are kept.</summary>
public sealed class LongGone(ErasedPeople erased, IOptionsMonitor<OrganisationOptions> organisation, IOptionsMonitor<RetentionOptions> options, TimeProvider clock)
{
    /// <summary>Also whoever was erased and is named again, by a directory that keeps disabled accounts.</summary>
    public async Task<IReadOnlyList<PersonRecord>> InAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var (today, days) = (organisation.CurrentValue.Today(clock), options.CurrentValue.LeaverDetailsDays);
        PersonRecord[] gone = [.. evidence.Records.People.Where(person => person.LeftOn <= today)];
        if (gone.Length == 0)
            return [];
        var names = await erased.NamesAsync(cancellationToken);
        return [.. gone.Where(person => (days > 0 && today.DayNumber - person.LeftOn!.Value.DayNumber >= days) || names.Find(person) is not null)];
    }
}
