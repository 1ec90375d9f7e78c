using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>
/// Who left longer ago than their details are kept, and has been known to be gone for long enough that whatever said so by mistake would have been put right:
/// nothing brings back what is erased.
/// </summary>
public sealed class LongGone(ErasedPeople erased, IOptionsMonitor<OrganisationOptions> organisation, IOptionsMonitor<RetentionOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Known = TimeSpan.FromDays(RetentionOptions.LeastDays);

    /// <summary>Also whoever was erased and is named again, by a directory that keeps disabled accounts. The others are noted until they are known for long enough.</summary>
    public async Task<IReadOnlyList<PersonRecord>> InAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var (today, days) = (organisation.CurrentValue.Today(clock), options.CurrentValue.LeaverDetailsDays);
        var names = await erased.NamesAsync(cancellationToken);
        var again = evidence.Records.People.Where(person => person.LeftOn <= today && names.Find(person) is not null);
        var (lastDay, oldFile) = (today.AddDays(-days), OldFile(evidence));
        var gone = evidence.Records.People.Where(person => days > 0 && person.LeftOn <= lastDay && names.Find(person) is null)
            .ToLookup(person => IsOldNews(person, oldFile, lastDay));
        var since = await erased.WaitAsync(names, gone[false].Select(person => person.UserPrincipalName), cancellationToken);
        var before = clock.GetUtcNow() - Known;
        return [.. again, .. gone[true], .. gone[false].Where(person => since[names.MarkOf(person.UserPrincipalName)] <= before)];
    }

    /// <summary>What names the people who have not left.</summary>
    public PresentNames PresentIn(OrganisationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var today = organisation.CurrentValue.Today(clock);
        return new(
            [.. evidence.Records.People.Where(person => !(person.LeftOn <= today))],
            evidence.Records.Accounts.Where(account => !(evidence.FindByWorkAddress(account.UserPrincipalName)?.LeftOn <= today)).Select(account => account.Address));
    }

    /// <summary>By itself a day of leaving that is announced says nothing of when it was announced; that an account was disabled or deleted was seen on that day.</summary>
    private static bool IsOldNews(PersonRecord person, Dictionary<string, DateOnly> oldFile, DateOnly lastDay) =>
        (person.Directory is { Leave: LeaveSignal.Disabled or LeaveSignal.Deleted } user && user.LeftOn <= lastDay)
        || (oldFile.TryGetValue(person.UserPrincipalName, out var left) && left <= lastDay);

    /// <returns>The days of leaving in the people file by work address; none as long as it is too new. Where it changes every week it always is.</returns>
    private Dictionary<string, DateOnly> OldFile(OrganisationEvidence evidence) => evidence.Find(FileKind.People)?.ImportedAt <= clock.GetUtcNow() - Known
        ? evidence.Files.People.Where(person => person.LeftOn is not null).DistinctBy(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(person => person.UserPrincipalName, person => person.LeftOn!.Value, StringComparer.OrdinalIgnoreCase)
        : [];
}
