using System.Globalization;
using System.Text;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.Administration.AddPeople;

/// <summary>Initial passwords: in one file, for one person, for a day.</summary>
public sealed class AddedPeopleLogTests
{
    private const string Address = "anna.lee@contoso.example";

    [Fact]
    public async Task The_log_says_what_became_of_each_with_the_password_and_is_no_formula()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync($"=HYPERLINK(A1),{Address},,,,TW,\n,nobody@contoso.example,,,,,\n");
        await story.CreatesAsync();
        await story.ResultAsync();

        var offered = await story.Julia.Presses("Download log");
        var lines = (await story.TakesAsync("people-added")).TrimEnd().Split("\r\n");

        Assert.Contains(offered.Messages, message => message.Body!.ToJsonString().Contains("people-added.csv", StringComparison.Ordinal));
        var user = story.Graph.Directory.Find(Address)!;
        Assert.Equal("Line,Name,Work address,Result,Reason,Object id,Initial password", lines[0].TrimStart('\uFEFF'));
        Assert.Equal($"2,'=HYPERLINK(A1),{Address},Created,,{user.Id},{Password(story)}", lines[1]);
        Assert.Equal("3,,nobody@contoso.example,Failed,the display name is missing,,", lines[2]);
        var taken = Assert.Single(await story.AuditAsync(AuditActions.PeopleLogTaken));
        Assert.Equal((Sample.Julia.UserPrincipalName, "1"), (taken.By, taken.After));
        Assert.Contains("took the file with initial passwords of new people (people: 1)", (await story.Julia.Says("admin audit")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_nowhere_else()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync($"Anna Lee,{Address},,,david.wu@contoso.example,TW,en\n");
        story.Graph.Answer("POST", "/users", 503, "ServiceUnavailable");
        await story.CreatesAsync();
        await story.RunsAgainAfterAsync(TimeSpan.FromMinutes(1));
        await story.ResultAsync();
        await story.Julia.Presses("Download log");
        Assert.Contains(Password(story), await story.TakesAsync("people-added"), StringComparison.Ordinal);
        await story.App.RunAsync<OutboxDeliveryJob>();

        var password = Password(story);
        Assert.DoesNotContain(password, story.App.Log.Text, StringComparison.Ordinal);
        Assert.All(story.Connector.Calls, call => Assert.DoesNotContain(password, call.Body?.ToJsonString() ?? "", StringComparison.Ordinal));
        var values = await ValuesAsync(story.App);
        Assert.Contains(values, value => value.Contains(Address, StringComparison.Ordinal)); // they are those of the database
        Assert.All(values, value => Assert.DoesNotContain(password, value, StringComparison.Ordinal));
        Assert.Empty(story.App.Jobs.Failures);
    }

    [Fact]
    public async Task A_failure_of_Graph_says_nothing_of_the_request()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await using var scope = story.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<DirectoryAccounts>();
        story.Graph.Answer("POST", "/users", 400, "Request_BadRequest");
        var person = new AddedPerson { Id = Guid.Empty, BatchId = Guid.Empty, Line = 1, UserPrincipalName = Address, DisplayName = "Anna Lee" };

        var answer = await accounts.CreateAsync(person, "Secret-2018-password", TestContext.Current.CancellationToken);

        Assert.Equal("400 Request_BadRequest", answer.Failure!.Summary());
    }

    [Fact]
    public async Task Nobody_else_gets_it_and_after_a_day_nobody()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync($"Anna Lee,{Address},,,,TW,en\n");
        await story.CreatesAsync();
        var tsai = story.App.As(Sample.Tsai);

        Assert.StartsWith("已沒有這個檔案", (await tsai.Invokes("add people/log")).Text, StringComparison.Ordinal);
        var (address, arrived) = story.Files.Take();
        await AddPeopleStory.ConsentAsync(tsai, "people-added", address);
        Assert.DoesNotContain(Password(story), Encoding.UTF8.GetString((await arrived).Content), StringComparison.Ordinal);
        Assert.StartsWith("Only admins can use", (await AddPeopleStory.ConsentAsync(story.App.As(Sample.Grace), "people-added", address)).Text, StringComparison.Ordinal);

        story.App.Clock.Advance(AddDecisions.LogKept);
        Assert.StartsWith("There is no such file any more", (await story.Julia.Invokes("add people/log")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Password(story), await story.TakesAsync("people-added"), StringComparison.Ordinal);
        await story.App.RunAsync<HousekeepingJob>();
        Assert.Empty(await story.RowsAsync());
    }

    [Fact]
    public async Task Whoever_is_done_has_the_passwords_deleted_at_once()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync($"Anna Lee,{Address},,,,TW,en\n");
        await story.CreatesAsync();
        await story.ResultAsync();

        Assert.StartsWith("Done. The log and its passwords are deleted here.", (await story.Julia.Presses("Done: delete the passwords")).Shown, StringComparison.Ordinal);

        Assert.All(await story.RowsAsync(), row => Assert.Null(row.Password));
        Assert.StartsWith("There is no such file any more", (await story.Julia.Invokes("add people/log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Passwords_are_long_of_four_kinds_without_look_alikes_and_never_the_same()
    {
        var passwords = Enumerable.Range(0, 500).Select(_ => InitialPasswords.Make()).ToList();

        Assert.Equal(500, passwords.Distinct().Count());
        Assert.All(passwords, password =>
        {
            Assert.InRange(password.Length, 16, 256);
            Assert.Contains(password, char.IsUpper);
            Assert.Contains(password, char.IsLower);
            Assert.Contains(password, char.IsDigit);
            Assert.Contains(password, sign => !char.IsLetterOrDigit(sign));
            Assert.DoesNotContain(password, "Il1Oo0,;\"'=+-@ ".Contains);
            Assert.True(char.IsLetter(password[0]));
        });
    }

    private static string Password(AddPeopleStory story) => (string)story.Graph.PasswordProfiles[Address]["password"]!;

    /// <summary>Every value of every table, bytes as the text that they may be.</summary>
    private static async Task<List<string>> ValuesAsync(AppFixture app)
    {
        await using var connection = new SqliteConnection($"Data Source={app.DatabaseFile}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
            values.AddRange(await ReadAsync(connection, $"SELECT * FROM \"{table}\""));
        return values;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            for (var column = 0; column < rows.FieldCount; column++)
                values.Add(rows.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture) ?? "");
        return values;
    }
}
