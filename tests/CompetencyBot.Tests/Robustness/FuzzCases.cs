using System.Globalization;
using System.Text;
using CompetencyBot.Sandbox.Login;

namespace CompetencyBot.Tests.Robustness;

/// <summary>One request.</summary>
/// <param name="Index">Makes it, together with the seed.</param>
/// <param name="Expected">The statuses that the protocol has for it.</param>
internal sealed record FuzzCase(int Index, byte[] Body, string? Authorization, string ContentType, int[] Expected)
{
    public override string ToString() =>
        $"case {Index}: {ContentType}, {(Authorization is { Length: > 60 } token ? token[..60] + "..." : Authorization ?? "no token")}\n"
        + (Body.Length > 2_000 ? Encoding.UTF8.GetString(Body[..2_000]) + "..." : Encoding.UTF8.GetString(Body));
}

/// <summary>All requests of a seed; each can be made by itself.</summary>
/// <param name="serviceUrl">Of the fake connector, the one host that anything is sent to.</param>
internal sealed class FuzzCases(int seed, FakeLogin login, string serviceUrl)
{
    private const string Json = "application/json";

    private static readonly int[] Answers = [200, 400, 401, 403, 404, 412, 413, 501]; // 404 and 412 answer invokes of signing in;
    private static readonly string[] OtherContent = ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/jsonx"];

    private readonly ActivitySamples _samples = new(serviceUrl);
    private readonly string _good = $"Bearer {login.CreateToken(serviceUrl)}";

    private readonly string[] _wrong =
    [
        "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Negotiate", "Bearer null", "Bearer ..", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Bearer " + new string('x', 8_000),
        $"Bearer {login.CreateToken(serviceUrl, new TokenOverrides { Audience = "another" })}",
        $"Bearer {login.CreateToken(serviceUrl, new TokenOverrides { Issuer = "https://evil.example" })}",
        $"Bearer {login.CreateToken(serviceUrl, new TokenOverrides { ExpiresIn = TimeSpan.FromMinutes(-6), ValidIn = TimeSpan.FromHours(-1) })}",
        $"Bearer {login.CreateToken(serviceUrl, new TokenOverrides { Key = SigningKey.New("other", "msteams") })}",
    ];

    /// <summary>The connector under other names, and hosts that are refused. None leads off this machine.</summary>
    private readonly string[] _serviceUrls =
    [
        serviceUrl + "/", serviceUrl.ToUpperInvariant(), "https://evil.example/", "http://10.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd",
        "javascript:alert(1)", "//evil.example", "/v3", "https://", "http://[::1", "ftp://127.0.0.1/", "https://127.0.0.1.evil.example", "urn:x",
        "https://smba.trafficmanager.net.evil.example/teams/", "http://127.0.0.1@evil.example/", "https://evil.example/\u3000", "mailto:a@b.example",
    ];

    public FuzzCase Make(int index)
    {
        var dice = new Dice(((long)seed << 32) + index);
        var activity = _samples.Next(dice, string.Create(CultureInfo.InvariantCulture, $"f:fuzz-{index}"));
        return dice.Next(100) switch
        {
            < 3 => new(index, ActivityMutator.Mutate(activity, dice), Spoilt(dice), Json, [401]),
            < 5 => new(index, ActivityMutator.Mutate(activity, dice), _good, OtherContent[dice.Next(OtherContent.Length)], [415]),
            < 8 => ElsewhereBound(index, activity, dice),
            < 12 => new(index, Encoding.UTF8.GetBytes(activity.ToJsonString()), _good, Json, [200, 400, 404, 412, 501]),
            _ => new(index, ActivityMutator.Mutate(activity, dice), _good, Json, Answers),
        };
    }

    private FuzzCase ElsewhereBound(int index, System.Text.Json.Nodes.JsonObject activity, Dice dice)
    {
        var url = _serviceUrls[dice.Next(_serviceUrls.Length)];
        activity["serviceUrl"] = url;
        return new(index, Encoding.UTF8.GetBytes(activity.ToJsonString()), $"Bearer {login.CreateToken(url)}", Json, Answers);
    }

    /// <summary>Wrong from the start, cut, or with one letter changed (not the last, some of whose bits mean nothing).</summary>
    private string? Spoilt(Dice dice)
    {
        var at = dice.Next("Bearer ".Length, _good.Length - 1);
        return dice.Next(4) switch
        {
            0 => _good[..at],
            1 => $"{_good[..at]}{(_good[at] == 'A' ? 'B' : 'A')}{_good[(at + 1)..]}",
            2 => null,
            _ => _wrong[dice.Next(_wrong.Length)],
        };
    }
}
