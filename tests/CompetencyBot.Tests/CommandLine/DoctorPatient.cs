using System.CommandLine;
using System.Globalization;
using CompetencyBot.CommandLine;
using CompetencyBot.CommandLine.Doctor;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.CommandLine;

/// <summary>An installation in a folder of its own, which nothing of this machine's settings reaches.</summary>
internal sealed class DoctorPatient : IDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";

    public const string Secret = "hush-hush";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doctor-");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2018, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public string Environment { get; set; } = "Development";

    public Dictionary<string, string?> Settings { get; } = [];

    public EvidenceFiles Evidence { get; } = new();

    public string Folder => _folder.FullName;

    public string Database => Path.Combine(Folder, "bot.db");

    private string ConnectionString => $"Data Source={Database};Pooling=False";

    public DoctorPatient()
    {
        this["Storage:ConnectionString"] = ConnectionString;
        this["Organisation:Editions:0"] = "docs-2017-12";
        this["Organisation:TimeZone"] = "Asia/Taipei";
        this["Organisation:Admins:0"] = "julia@contoso.example";
        this["Organisation:Admins:1"] = "mei@contoso.example";
        this["Import:Folder"] = Evidence.Folder;
        Evidence.With("people.csv", "UserPrincipalName,DisplayName", "julia@contoso.example,Julia", "mei@contoso.example,Mei");
    }

    public string? this[string setting]
    {
        set => Settings[setting] = value;
    }

    /// <summary>Registers the bot with a sign-in service on this machine.</summary>
    public DoctorPatient RegisteredAt(FakeLogin login)
    {
        this["BotFramework:AppId"] = login.AppId;
        this["BotFramework:TenantId"] = "contoso.example";
        this["BotFramework:ClientSecret"] = login.Secret;
        this["BotFramework:OpenIdMetadataUrl"] = login.MetadataUrl;
        this["BotFramework:TokenEndpoint"] = login.TokenEndpoint;
        return this;
    }

    public async Task MigrateAsync(Action<BotDb>? seed = null)
    {
        await using var db = new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite(ConnectionString).Options);
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        seed?.Invoke(db);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public Installation Installation() => CompetencyBot.CommandLine.Doctor.Installation.Of(Builder());

    /// <summary>Runs the command in a language, English unless told.</summary>
    public async Task<DoctorReport> ExamineAsync(string culture = "en-GB", params string[] arguments)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var root = new RootCommand { DoctorCommand.Create(Builder) };
            var exitCode = await root.RunAsync(
                ["doctor", .. arguments], new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
            return new(exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    public void Dispose()
    {
        Evidence.Dispose();
        _folder.Delete(recursive: true);
    }

    private WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        return builder;
    }
}

internal sealed record DoctorReport(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<string> Problems => Lines.Where(line => line.StartsWith('✖'));

    /// <summary>A line that starts with the first and holds all the others.</summary>
    public void Says(string start, params string[] parts) => Assert.Contains(Lines, line =>
        line.StartsWith(start, StringComparison.Ordinal) && parts.All(part => line.Contains(part, StringComparison.Ordinal)));
}
