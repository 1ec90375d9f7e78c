using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Told;

/// <summary>
/// The file by a link, on a development machine only: the Playground knows no files of bots. A link is for one person and good for ten minutes; it is
/// signed with a key that this process has made up, so that nothing need be kept.
/// </summary>
public sealed class ToldLink(IHostEnvironment environment, PublicAddress server, TimeProvider clock)
{
    public const string Path = "/files/warnings.csv";

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <returns>Null where there are no links.</returns>
    public string? For(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!environment.IsDevelopment() || viewer.ObjectId is null || server.FindLoopback() is not { } address)
            return null;
        var until = (clock.GetUtcNow() + GoodFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new Uri(address, $"{Path}?for={viewer.ObjectId}&until={until}&language={Language.Tag}&proof={Proof(viewer.ObjectId, until, Language.Tag)}").AbsoluteUri;
    }

    /// <returns>Whether the link is one of ours, still good, and asked for on this machine.</returns>
    public bool IsGood(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (person, until, language, proof) = ($"{request.Query["for"]}", $"{request.Query["until"]}", $"{request.Query["language"]}", $"{request.Query["proof"]}");
        return environment.IsDevelopment()
            && request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof), Encoding.ASCII.GetBytes(Proof(person, until, language)))
            && clock.GetUtcNow().ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture);
    }

    private string Proof(string person, string until, string language) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{person}|{until}|{language}")));
}

public static class ToldLinkSetup
{
    public static void MapToldLink(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Environment.IsDevelopment())
            app.MapGet(ToldLink.Path, AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var person = $"{context.Request.Query["for"]}";
        if (!services.GetRequiredService<ToldLink>().IsGood(context.Request) || !await IsAdminAsync(person, services, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var language = Language.Use($"{context.Request.Query["language"]}");
        var bytes = await services.GetRequiredService<ToldCsv>().WriteAsync(context.RequestAborted);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename={ToldCsv.FileName}";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>The person may be none any more.</summary>
    private static async Task<bool> IsAdminAsync(string objectId, IServiceProvider services, CancellationToken cancellationToken)
    {
        var organisation = services.GetRequiredService<IOptionsMonitor<OrganisationOptions>>().CurrentValue;
        var person = (await services.GetRequiredService<EvidenceReader>().ReadAsync(cancellationToken))?.FindByObjectId(objectId);
        var address = person?.UserPrincipalName
            ?? (await services.GetRequiredService<BotDb>().KnownUsers.FindAsync([objectId], cancellationToken))?.UserPrincipalName;
        var today = organisation.Today(services.GetRequiredService<TimeProvider>());
        return AdminRule.ReasonFor(organisation, address, objectId, person, today) is not null;
    }
}
