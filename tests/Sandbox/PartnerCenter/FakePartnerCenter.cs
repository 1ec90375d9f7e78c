using System.Globalization;
using System.Net;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.Pages;

namespace CompetencyBot.Sandbox.PartnerCenter;

/// <summary>
/// Plays of Partner Center what associates a Microsoft account with an employee, on this machine, by a page and by methods. What it knows is the
/// people file of an evidence folder. The bot is never told: it reads the file with its next import, as it would in reality.
/// </summary>
public sealed class FakePartnerCenter : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _file;
    private readonly TimeProvider _clock;
    private readonly Lock _writing = new();

    private FakePartnerCenter(WebApplication app, string folder, IReadOnlyList<MicrosoftAccount> accounts, TimeProvider clock)
    {
        (_app, _file, _clock) = (app, PeopleFile.In(folder), clock);
        app.UsePlayedPages();
        new AccountSettings(this, accounts).Map(app);
    }

    public string DashboardUrl => _app.Urls.First() + AccountSettings.Dashboard;

    /// <param name="folder">Evidence files, with a <c>people.csv</c> that is changed.</param>
    /// <param name="accounts">That can be chosen on the page.</param>
    /// <param name="clock">The bot's: an association has its day.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakePartnerCenter> StartAsync(
        string folder, IReadOnlyList<MicrosoftAccount> accounts, TimeProvider clock, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var played = new FakePartnerCenter(builder.Build(), folder, accounts, clock);
        await played._app.StartAsync();
        return played;
    }

    /// <summary>From this moment the account is this person's. Whoever had it loses it, since it belongs to one person at a time.</summary>
    /// <exception cref="ArgumentException">The people file has no such person.</exception>
    public void Associate(string userPrincipalName, string address) => Change(userPrincipalName, (person, others) =>
    {
        foreach (var other in others.Where(other => IsSame(other[PeopleFile.Account], address)))
            other[PeopleFile.Account] = other[PeopleFile.AssociatedOn] = ""; // two people with one account would both match no exam
        person[PeopleFile.Account] = address;
        person[PeopleFile.AssociatedOn] = _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    });

    /// <summary>Ends the association; the account stays known.</summary>
    /// <exception cref="ArgumentException">The people file has no such person.</exception>
    public void RemoveAccess(string userPrincipalName) => Change(userPrincipalName, (person, _) => person[PeopleFile.AssociatedOn] = "");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal PeopleFile Read() => PeopleFile.Read(_file);

    internal static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private void Change(string userPrincipalName, Action<PeopleFile.Row, IEnumerable<PeopleFile.Row>> change)
    {
        lock (_writing)
        {
            var file = Read();
            var rows = file.Rows;
            var person = rows.FirstOrDefault(row => IsSame(row[PeopleFile.Address], userPrincipalName))
                ?? throw new ArgumentException($"Nobody in {_file} is {userPrincipalName}.", nameof(userPrincipalName));
            change(person, rows.Where(row => row != person));
            file.Write();
        }
    }
}
