using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Whether there is somebody to warn, and whether a warning would reach them.</summary>
public static class RolesCheck
{
    public static async IAsyncEnumerable<Finding> RunAsync(
        Installation installation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var people = await PeopleAsync(installation, cancellationToken);
        var admins = Admins(installation, people);
        yield return admins.Count switch
        {
            0 => new Finding(installation.IsAnonymous ? Mark.Note : Mark.Problem, DoctorTexts.NoAdmin),
            1 => Finding.Note(DoctorTexts.OneAdmin, admins[0]),
            _ => Finding.Good(DoctorTexts.Admins, admins.Count),
        };

        var configured = installation.Organisation.Admins;
        if (people.Length > 0 && configured.Where(admin => Find(people, admin) is null).ToList() is { Count: > 0 } strangers)
            yield return Finding.Note(DoctorTexts.AdminsNotInPeople, string.Join(", ", strangers));
        var today = Today(installation);
        if (configured.Where(admin => Find(people, admin)?.LeftOn <= today).ToList() is { Count: > 0 } leavers)
            yield return Finding.Note(DoctorTexts.AdminsLeft, string.Join(", ", leavers));
        if (await WithoutChatAsync(installation, admins, cancellationToken) is { Count: > 0 } silent)
            yield return Finding.Note(DoctorTexts.AdminsWithoutChat, string.Join(", ", silent));
    }

    /// <summary>Those of the people file as it lies in the folder, else those imported last.</summary>
    private static async Task<ImmutableArray<PersonRecord>> PeopleAsync(Installation installation, CancellationToken cancellationToken)
    {
        if (installation.Evidence is { Records.People: { Length: > 0 } inFolder })
            return inFolder;
        if (!(await installation.DatabaseAsync(cancellationToken)).IsReady)
            return [];
        await using var scope = installation.Services.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<BotDb>().People.AsNoTracking().ToListAsync(cancellationToken)];
    }

    private static List<string> Admins(Installation installation, ImmutableArray<PersonRecord> people)
    {
        var today = Today(installation);
        var configured = installation.Organisation.Admins.Select(admin => Find(people, admin)?.UserPrincipalName ?? admin);
        var inFile = people
            .Where(person => person.Role == PersonRole.Admin && (person.LeftOn is null || person.LeftOn > today))
            .Select(person => person.UserPrincipalName);
        return [.. configured.Concat(inFile).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <param name="admin">Work address or Entra object id.</param>
    private static PersonRecord? Find(ImmutableArray<PersonRecord> people, string admin) => people.FirstOrDefault(person =>
        admin.Equals(person.UserPrincipalName, StringComparison.OrdinalIgnoreCase)
        || admin.Equals(person.EntraObjectId, StringComparison.OrdinalIgnoreCase));

    /// <summary>The outbox's own search; nothing where the state of the database does not let it be asked.</summary>
    private static async Task<IReadOnlyList<string>> WithoutChatAsync(
        Installation installation, IReadOnlyList<string> admins, CancellationToken cancellationToken)
    {
        var look = await installation.DatabaseAsync(cancellationToken);
        if (look.State == DatabaseState.Absent)
            return admins;
        if (!look.IsReady || installation.Organisation.Problems(installation.Editions).Any())
            return [];

        await using var scope = installation.Services.CreateAsyncScope();
        var finder = scope.ServiceProvider.GetRequiredService<RecipientFinder>();
        var silent = new List<string>();
        foreach (var admin in admins)
            if (await finder.FindConversationAsync(admin, cancellationToken) is null)
                silent.Add(admin);
        return silent;
    }

    // A wrong time zone has a finding of its own.
    private static DateOnly Today(Installation installation) => installation.Organisation.Problems(installation.Editions).Any()
        ? DateOnly.FromDateTime(installation.Clock.GetUtcNow().UtcDateTime)
        : installation.Organisation.Today(installation.Clock);
}
