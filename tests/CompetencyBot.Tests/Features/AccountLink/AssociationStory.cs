using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The sample organisation in English; each job runs when the test says so.</summary>
internal sealed class AssociationStory(AppFixture app) : IAsyncDisposable
{
    private const string People = "people.csv";

    public AppFixture App => app;

    public static async Task<AssociationStory> StartAsync(AppOptions? options = null)
    {
        var app = await AppFixture.StartAsync(options ?? AppOptions.InLanguage("en-US"));
        return new AssociationStory(app);
    }

    public async Task<Chat> InstalledAsync(string alias)
    {
        var chat = app.As(Sample.Of(alias));
        await chat.Installs();
        return chat;
    }

    /// <summary>What the people file says of somebody from now on.</summary>
    /// <param name="account">Empty = no account.</param>
    public AssociationStory Says(string alias, string account, string associated)
    {
        var line = LineOf(alias);
        string[] cells = [.. line.Split(',')];
        (cells[7], cells[9]) = (account, associated);
        app.Evidence.Replace(People, line, string.Join(',', cells));
        return this;
    }

    public AssociationStory Leaves(string alias, string day)
    {
        app.Evidence.Replace(People, LineOf(alias), LineOf(alias) + day);
        return this;
    }

    /// <summary>Reads the files, and waits for the look at the accounts that an import with news has behind it.</summary>
    public async Task ImportAsync()
    {
        var looked = app.Jobs.NextRunOf<AssociationJob>();
        await app.RunAsync<EvidenceImportJob>();
        await looked;
        await app.RunAsync<OutboxDeliveryJob>();
    }

    public async Task LookAsync()
    {
        await app.RunAsync<AssociationJob>();
        await app.RunAsync<OutboxDeliveryJob>();
    }

    /// <summary>The cards that came unasked, as text, the oldest first.</summary>
    public string[] TextsIn(Chat chat) =>
    [
        .. app.Connector.Calls
            .Where(call => call is { Status: 201, Type: "message", ActivityId: null, Card: not null } && call.ConversationId == chat.ConversationId)
            .Select(call => string.Join('\n', CardText.Of(call.Card!))),
    ];

    /// <summary>Keys end with the fact that is told.</summary>
    public Task<List<OutboxMessage>> MessagesAsync() => app.InDatabaseAsync(db =>
        db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith("account|")).OrderBy(row => row.Key).ToListAsync());

    public async Task<string[]> FactsAsync() => [.. (await MessagesAsync()).Select(row => $"{row.Recipient.Split('@')[0]}: {row.Key.Split('|', 3)[2]}")];

    public Task<List<string>> AuditAsync() => app.InDatabaseAsync(db =>
        db.Audit.OrderBy(entry => entry.At).Select(entry => $"{entry.By} {entry.Action} {entry.Subject} {entry.After}").ToListAsync());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string LineOf(string alias) =>
        File.ReadLines(Path.Combine(app.Evidence.Folder!, People)).Single(line => line.StartsWith($"{alias}@", StringComparison.Ordinal));
}
