using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Handouts;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// The files of <c>add people</c>: a template, the list for Partner Center, and the log, which alone has the initial passwords. List and log are of what the asking admin had added
/// and nobody else's, until it expires.
/// </summary>
public sealed class AddedPeopleFiles(BotDb db, InitialPasswords passwords, AuditLog audit, HandoutOffers offers, TimeProvider clock)
{
    public static Handout Template { get; } = new(
        "new-people", "new-people.csv", CsvTable.ContentType, AddPeopleCommand.Info, () => AddPeopleTexts.TemplateDescription,
        (_, _, _, cancellationToken) => CsvTable.WriteAsync([NewPeopleFile.Columns], cancellationToken));

    public static Handout List { get; } = new(
        "partner-center-users", "partner-center-users.csv", CsvTable.ContentType, AddPeopleCommand.Info, () => AddPeopleTexts.ListDescription,
        (services, viewer, _, cancellationToken) => services.GetRequiredService<AddedPeopleFiles>().WriteListAsync(viewer, cancellationToken));

    public static Handout Log { get; } = new(
        "people-added", "people-added.csv", CsvTable.ContentType, AddPeopleCommand.Info, () => AddPeopleTexts.LogDescription,
        (services, viewer, _, cancellationToken) => services.GetRequiredService<AddedPeopleFiles>().WriteLogAsync(viewer, cancellationToken))
    {
        TakingAsync = (services, viewer, cancellationToken) => services.GetRequiredService<AddedPeopleFiles>().WriteDownTakingAsync(viewer, cancellationToken),
    };

    public Task<Reply> OfferTemplateAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return offers.OfferAsync(Template, request.Viewer, cancellationToken);
    }

    public async Task<Reply> OfferListAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await Of(request.Viewer).AnyAsync(person => person.State == AddState.Listed, cancellationToken)
            ? await offers.OfferAsync(List, request.Viewer, cancellationToken)
            : new Reply(AddPeopleTexts.FileExpired);
    }

    public async Task<Reply> OfferLogAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await Of(request.Viewer).AnyAsync(cancellationToken) ? await offers.OfferAsync(Log, request.Viewer, cancellationToken) : new Reply(AddPeopleTexts.FileExpired);
    }

    private async Task<byte[]> WriteListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var people = await Of(viewer).Where(person => person.State == AddState.Listed).ToListAsync(cancellationToken);
        return await CsvTable.WriteAsync([PartnerCenterList.Header, .. PartnerCenterList.Rows(people)], cancellationToken);
    }

    private async Task<byte[]> WriteLogAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var people = await Of(viewer).ToListAsync(cancellationToken);
        string[] header =
        [
            AddPeopleTexts.ColumnLine, AddPeopleTexts.ColumnName, AddPeopleTexts.ColumnAddress, AddPeopleTexts.ColumnResult, AddPeopleTexts.ColumnReason, AddPeopleTexts.ColumnObjectId,
            AddPeopleTexts.ColumnPassword,
        ];
        return await CsvTable.WriteAsync([header, .. people.OrderBy(person => person.BatchId).ThenBy(person => person.Line).Select(Cells)], cancellationToken);
    }

    /// <summary>Before the file is handed over: nobody gets it without that being known.</summary>
    private async Task WriteDownTakingAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var people = await Of(viewer).CountAsync(person => person.State == AddState.Created || person.State == AddState.Creating, cancellationToken);
        audit.Add(viewer.AuditName, AuditActions.PeopleLogTaken, after: people.ToString(CultureInfo.InvariantCulture));
        await db.SaveChangesAsync(cancellationToken);
    }

    private string[] Cells(AddedPerson person) =>
    [
        person.Line.ToString(CultureInfo.InvariantCulture),
        person.DisplayName,
        person.UserPrincipalName,
        AddWords.Of(person.State),
        AddWords.Why(person.Reason),
        person.ObjectId ?? "",
        person.State is AddState.Created or AddState.Creating ? passwords.Read(person.Password) ?? "" : "",
    ];

    private IQueryable<AddedPerson> Of(Viewer viewer)
    {
        var (by, now) = (viewer.AuditName, clock.GetUtcNow());
        return db.AddedPeople.AsNoTracking().Where(person =>
            db.AddBatches.Any(batch => batch.Id == person.BatchId && batch.By == by && batch.EndedAt != null && batch.ExpiresAt > now));
    }
}
