using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CompetencyBot.Pictures;

/// <summary>
/// The address of a picture: what it shows, the day until which it is given out, and a proof (HMAC-SHA256) of both, so that only what the bot has
/// put on a card is ever drawn. Of one day the same picture has the same address.
/// </summary>
/// <param name="Kind">One of the pictures there are.</param>
/// <param name="Data">The picture as JSON in Base64Url.</param>
/// <param name="Until">The last day, in UTC, as <c>yyyyMMdd</c>.</param>
/// <param name="Proof">43 characters of Base64Url.</param>
public sealed record SignedPicture(string Kind, string Data, string Until, string Proof)
{
    public const string Route = "/pictures/{kind}.png";

    /// <summary>Part of what is proven: an address of an older format is refused like a forged one.</summary>
    public const string Format = "competency-bot picture 1";

    /// <summary>Cards stay in chats, but nobody looks for last month's.</summary>
    public const int GoodForDays = 30;

    private const string DayFormat = "yyyyMMdd";
    /// <summary>Longer ones are not drawn; of what ships none is.</summary>
    internal const int LongestData = 1800;

    private static readonly int ProofLength = Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes);

    public static SignedPicture Of(Picture picture, DateTimeOffset now, byte[] key)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var data = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(picture, TypeOf(picture.Kind)!));
        var until = now.UtcDateTime.AddDays(GoodForDays).ToString(DayFormat, CultureInfo.InvariantCulture);
        return new SignedPicture(picture.Kind, data, until, ProofOf(picture.Kind, data, until, key));
    }

    /// <returns>Null when the request cannot be for a picture of ours, whatever the key is.</returns>
    public static SignedPicture? In(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = new SignedPicture($"{request.RouteValues["kind"]}", $"{request.Query["of"]}", $"{request.Query["until"]}", $"{request.Query["proof"]}");
        return TypeOf(asked.Kind) is not null && asked.Data.Length is > 0 and <= LongestData && asked.Proof.Length == ProofLength && asked.LastDay is not null
            ? asked
            : null;
    }

    public string Path => $"{Route.Replace("{kind}", Kind, StringComparison.Ordinal)}?of={Data}&until={Until}&proof={Proof}";

    /// <summary>First moment at which the picture is given out no more.</summary>
    public DateTimeOffset EndsAt => new(LastDay!.Value.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>In a time that does not tell how much of the proof is right.</summary>
    public bool IsGenuine(byte[] key) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Proof), Encoding.ASCII.GetBytes(ProofOf(Kind, Data, Until, key)));

    /// <summary>Of a genuine one only.</summary>
    public Picture Read() => (Picture)JsonSerializer.Deserialize(Base64Url.DecodeFromChars(Data), TypeOf(Kind)!)!;

    private DateOnly? LastDay => DateOnly.TryParseExact(Until, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? day : null;

    private static JsonTypeInfo? TypeOf(string kind) => kind switch
    {
        ProgressPicture.Name => PictureJson.Default.ProgressPicture,
        TimelinePicture.Name => PictureJson.Default.TimelinePicture,
        _ => null,
    };

    private static string ProofOf(string kind, string data, string until, byte[] key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Format}|{kind}|{until}|{data}")));
}
