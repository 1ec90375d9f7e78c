using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using CompetencyBot.BotFramework.Schema;
using Microsoft.AspNetCore.Http;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>Reads the activity of a request, or says what is wrong with it.</summary>
internal static class ActivityReader
{
    /// <summary>Bytes. Teams' own limit for a message is about 100 KB (page "Format your bot messages").</summary>
    public const int MaxSize = 256 * 1024;

    private static readonly Refusal TooLarge =
        new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {MaxSize} bytes.");

    public static async Task<(InboundActivity? Activity, Refusal? Refusal)> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return (null, new Refusal(StatusCodes.Status415UnsupportedMediaType, "The content type is not application/json."));
        if (request.ContentLength > MaxSize)
            return (null, TooLarge);

        try
        {
            return await ReadBodyAsync(request);
        }
        catch (JsonException e)
        {
            return (null, Refusal.BadRequest($"The body is not an activity in JSON: {Place(e)}"));
        }
        catch (BadHttpRequestException e)
        {
            return (null, new Refusal(e.StatusCode, "The body could not be read to its end."));
        }
        catch (IOException)
        {
            return (null, Refusal.BadRequest("The connection ended within the body."));
        }
    }

    private static async Task<(InboundActivity? Activity, Refusal? Refusal)> ReadBodyAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted && read.Buffer.Length <= MaxSize)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        try
        {
            return read.Buffer.Length > MaxSize ? (null, TooLarge) : Parse(read.Buffer);
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static (InboundActivity? Activity, Refusal? Refusal) Parse(ReadOnlySequence<byte> body)
    {
        if (!IsUtf8(body))
            return (null, Refusal.BadRequest("The body is not an activity in JSON: it is not UTF-8."));
        var reader = new Utf8JsonReader(body);
        var activity = JsonSerializer.Deserialize(ref reader, ActivityJson.Default.InboundActivity);
        if (!IsReadable(body))
            return (null, Refusal.BadRequest("The body is not an activity in JSON: a text in it ends within a character."));

        return activity is null
            ? (null, Refusal.BadRequest("The body is not an activity in JSON: it is null."))
            : ActivityRules.FaultOf(activity) is { } fault ? (null, Refusal.BadRequest(fault)) : (activity, null);
    }

    /// <summary>The reader of JSON checks a text only when it is asked for, which may be in the midst of a turn.</summary>
    private static bool IsUtf8(ReadOnlySequence<byte> body) => Utf8.IsValid(body.IsSingleSegment ? body.FirstSpan : body.ToArray());

    /// <summary>
    /// Whether every text can be read. What nothing has asked for yet is not decoded yet: half a surrogate pair in a button's data would
    /// fail in the midst of a turn.
    /// </summary>
    /// <exception cref="JsonException">Something other than white space stands behind the activity.</exception>
    private static bool IsReadable(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
                if (reader.ValueIsEscaped)
                    reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A path may hold field names of the sender's choosing; in a log line only plain ones are repeated.</summary>
    private static string Place(JsonException e)
    {
        var path = e.Path is { Length: > 0 and < 100 } p && p.All(c => char.IsAsciiLetterOrDigit(c) || ".$[]".Contains(c)) ? p : "$";
        return $"it is wrong at {path}, near line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.";
    }
}
