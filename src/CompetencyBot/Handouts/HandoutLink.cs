using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Handouts;

/// <summary>
/// A file by a link, on a development machine only: the Playground knows no files of bots. A link is for one file and one person and good for ten minutes; it is
/// signed with a key that this process has made up, so that nothing need be kept.
/// </summary>
public sealed class HandoutLink(IHostEnvironment environment, PublicAddress server, TimeProvider clock)
{
    public const string Folder = "/files";

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <returns>Null where there are no links.</returns>
    /// <param name="about">As for <see cref="Handout.WriteAsync"/>.</param>
    public string? For(Handout handout, Viewer viewer, string? about = null)
    {
        ArgumentNullException.ThrowIfNull(handout);
        ArgumentNullException.ThrowIfNull(viewer);
        if (!environment.IsDevelopment() || viewer.ObjectId is null || server.FindLoopback() is not { } address)
            return null;
        var until = (clock.GetUtcNow() + GoodFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var proof = Proof(handout, viewer.ObjectId, until, Language.Tag, about ?? "");
        var subject = about is null ? "" : $"&about={Uri.EscapeDataString(about)}";
        return new Uri(address, $"{Folder}/{handout.Name}?for={viewer.ObjectId}&until={until}&language={Language.Tag}{subject}&proof={proof}").AbsoluteUri;
    }

    /// <returns>Whether the link is one of ours for this file, still good, and asked for on this machine.</returns>
    public bool IsGood(Handout handout, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(handout);
        ArgumentNullException.ThrowIfNull(request);
        var (person, until, language, proof) = ($"{request.Query["for"]}", $"{request.Query["until"]}", $"{request.Query["language"]}", $"{request.Query["proof"]}");
        return environment.IsDevelopment()
            && request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof), Encoding.ASCII.GetBytes(Proof(handout, person, until, language, $"{request.Query["about"]}")))
            && clock.GetUtcNow().ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture);
    }

    private string Proof(Handout handout, string person, string until, string language, string about) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{handout.Key}|{person}|{until}|{language}|{about}")));
}
