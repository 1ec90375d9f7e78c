using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using static CompetencyBot.Features.MyData.SaidInChat;

namespace CompetencyBot.Features.MyData;

/// <summary>What people did in the administration of the bot, and what is known of somebody because an admin added them.</summary>
internal static class Deeds
{
    public static IReadOnlyList<OwnTable> Tables { get; } =
    [
        new OwnTable<ImportRun, Deed>(
            "imports", [nameof(ImportRun.By), nameof(ImportRun.DecidedBy)], () => OwnDeedTexts.TableImports, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.ImportRuns.Where(row => (row.By != null && me.Names.Contains(row.By)) || (row.DecidedBy != null && me.Names.Contains(row.DecidedBy))).OrderBy(row => row.At),
            row => new Deed(row.At, row.State.ToString()),
            Words)
        {
            StaysBecause = () => MyDataTexts.StaysRecord,
            Rename = (mine, me, pseudonym, cancellationToken) => mine.ExecuteUpdateAsync(
                row => row.SetProperty(r => r.By, r => me.Names.Contains(r.By!) ? pseudonym : r.By)
                    .SetProperty(r => r.DecidedBy, r => me.Names.Contains(r.DecidedBy!) ? pseudonym : r.DecidedBy),
                cancellationToken),
        },
        new OwnTable<DirectoryWave, Deed>(
            "leaversDecided", [nameof(DirectoryWave.DecidedBy)], () => OwnDeedTexts.TableWaves, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.DirectoryWaves.Where(row => row.DecidedBy != null && me.Names.Contains(row.DecidedBy)).OrderBy(row => row.FoundAt),
            row => new Deed(row.FoundAt, row.HaveLeft == true ? "left" : "stayed"),
            Words)
        {
            StaysBecause = () => MyDataTexts.StaysRecord,
            Rename = (mine, _, pseudonym, cancellationToken) => mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.DecidedBy, pseudonym), cancellationToken),
        },
        new OwnTable<AddBatch, Deed>(
            "peopleAdded", [nameof(AddBatch.By)], () => OwnDeedTexts.TableBatches, () => MyDataTexts.FromChat, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.AddBatches.Where(row => me.Names.Contains(row.By)).OrderBy(row => row.At),
            row => new Deed(row.At, row.ConfirmedAt == null ? "planned" : "confirmed"),
            Words)
        {
            StaysBecause = () => MyDataTexts.StaysRecord,
            Rename = (mine, _, pseudonym, cancellationToken) =>
                mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.By, pseudonym), cancellationToken),
        },
        new OwnTable<AddedPerson, AddedAs>( // never with the password, which is in the protected file alone
            "added",
            [
                nameof(AddedPerson.UserPrincipalName), nameof(AddedPerson.DisplayName), nameof(AddedPerson.GivenName), nameof(AddedPerson.Surname),
                nameof(AddedPerson.Manager), nameof(AddedPerson.UsageLocation), nameof(AddedPerson.Language), nameof(AddedPerson.ObjectId),
            ],
            () => OwnDeedTexts.TableAdded, () => OwnDeedTexts.FromAdmin, () => MyDataTexts.SeenByAdmins,
            (db, me) => db.AddedPeople.Where(row => me.Names.Contains(row.UserPrincipalName) || (row.ObjectId != null && me.Names.Contains(row.ObjectId))).OrderBy(row => row.Line),
            row => new AddedAs(row.UserPrincipalName, row.DisplayName, row.GivenName, row.Surname, row.Manager, row.UsageLocation, row.Language, row.ObjectId, row.State, row.CreatedAt),
            row => new()
            {
                ["workAddress"] = row.WorkAddress,
                ["name"] = row.Name,
                ["givenName"] = row.GivenName,
                ["surname"] = row.Surname,
                ["manager"] = row.Manager,
                ["country"] = row.Country,
                ["language"] = row.Language,
                ["objectId"] = row.ObjectId,
                ["state"] = $"{row.State}",
                ["createdAt"] = Time(row.CreatedAt),
            })
        { StaysBecause = () => OwnDeedTexts.StaysLog },
    ];

    private static System.Text.Json.Nodes.JsonObject Words(Deed deed) => new() { ["at"] = Time(deed.At), ["what"] = deed.What };

    internal sealed record Deed(DateTimeOffset At, string What);

    internal sealed record AddedAs(
        string WorkAddress, string Name, string? GivenName, string? Surname, string? Manager, string? Country, string? Language, string? ObjectId, AddState State, DateTimeOffset? CreatedAt);
}
