using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using static CompetencyBot.Features.MyData.SaidInChat;

namespace CompetencyBot.Features.MyData;

/// <summary>What the organisation's own files say of somebody. It is imported again with each file, so that deleting it here would last a day at most.</summary>
/// <param name="Person">Null for somebody whom the people file does not know.</param>
/// <param name="Training">Their rows of exams, certifications and assessments, each once.</param>
public sealed record OrganisationSays(PersonRecord? Person, ImmutableArray<TrainingRecord> Training)
{
    public static OrganisationSays Of(OrganisationEvidence? evidence, Myself me)
    {
        ArgumentNullException.ThrowIfNull(me);
        return evidence is null || me.Record is not { } record
            ? new OrganisationSays(null, [])
            : new OrganisationSays(record,
            [
                .. evidence.Followed
                    .SelectMany(followed => followed.Matched.People.Where(person => person.Record == record))
                    .SelectMany(person => person.Achievements).Select(achievement => achievement.Row).Distinct()
                    .OrderBy(row => row.CompletedOn).ThenBy(row => row.Line),
            ]);
    }

    /// <summary>As they stand in the file.</summary>
    public IReadOnlyList<JsonObject> PersonRows => Person is not { } person ? [] :
    [
        new()
        {
            ["workAddress"] = person.UserPrincipalName,
            ["name"] = person.DisplayName,
            ["objectId"] = person.EntraObjectId,
            ["manager"] = person.ManagerUserPrincipalName,
            ["role"] = person.Role?.ToString(),
            ["timeZone"] = person.TimeZone,
            ["language"] = person.Locale,
            ["microsoftAccount"] = person.MicrosoftAccount,
            ["mcpId"] = person.McpId,
            ["associatedOn"] = Time(person.AssociatedOn),
            ["leftOn"] = Day(person.LeftOn),
        },
    ];

    /// <summary>From where the rows of people and trainings came: all of one kind of one import.</summary>
    public static IReadOnlyList<JsonObject> SourceRows(IEnumerable<EvidenceSnapshot> files) =>
    [
        .. files.Where(file => file.Kind is nameof(FileKind.People) or nameof(FileKind.TrainingCompletions)).Select(file => new JsonObject
        {
            ["kind"] = file.Kind,
            ["source"] = $"{file.Source}",
            ["name"] = file.Name,
            ["run"] = $"{file.RunId}",
            ["importedAt"] = Time(file.ImportedAt),
            ["asOf"] = Time(file.AsOf),
        }),
    ];

    /// <summary>As the directory said last.</summary>
    public static IReadOnlyList<JsonObject> DirectoryRows(DirectoryUser? user) => user is null ? [] :
    [
        new()
        {
            ["objectId"] = user.ObjectId,
            ["workAddress"] = user.UserPrincipalName,
            ["name"] = user.DisplayName,
            ["mail"] = user.Mail,
            ["enabled"] = user.IsEnabled,
            ["admin"] = user.IsAdmin,
            ["manager"] = user.IsManager,
            ["managerObjectId"] = user.ManagerObjectId,
            ["language"] = user.Language,
            ["timeZone"] = user.TimeZone,
            ["workingHours"] = user.WorkingHours,
            ["workingDays"] = user.WorkingDays,
            ["leavesOn"] = Day(user.LeavesOn),
            ["disabledOn"] = Day(user.DisabledOn),
            ["removedOn"] = Day(user.RemovedOn),
            ["removal"] = user.Removal?.ToString(),
            ["seenAt"] = Time(user.SeenAt),
        },
    ];

    public IReadOnlyList<JsonObject> TrainingRows =>
    [
        .. Training.Select(row => new JsonObject
        {
            ["activity"] = row.ActivityId,
            ["title"] = row.Title,
            ["account"] = row.Email,
            ["workAddress"] = row.CorpEmail,
            ["mcpId"] = row.McpId,
            ["completedOn"] = Day(row.CompletedOn),
            ["expiresOn"] = Day(row.ExpiresOn),
            ["status"] = row.ActivationStatus,
        }),
    ];
}
