using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Reminders;

/// <summary>What somebody says of a reminder, typed or with the inputs of the card.</summary>
/// <param name="Certificate">Null = none of theirs was named, or several could be meant.</param>
/// <param name="DaysBefore">Null = not said, or not from 1 to <see cref="MostDays"/>.</param>
internal sealed partial record ReminderWish(LapsingCertificate? Certificate, int? DaysBefore)
{
    public const string ItemInput = "item";
    public const string DaysInput = "days";
    public const string OwnDaysInput = "own";

    /// <summary>What was told is remembered for longer, so that nothing is told twice.</summary>
    public const int MostDays = 365;

    /// <summary>What the card was filled in with; the own number goes before the choice. Of one certificate alone none need be named.</summary>
    public static ReminderWish Filled(Request request, ImmutableArray<LapsingCertificate> certificates)
    {
        var item = request.Text(ItemInput);
        return new ReminderWish(
            item is null ? Only(certificates) : certificates.FirstOrDefault(certificate => certificate.Item.Id == item),
            IsFilled(request, OwnDaysInput) ? Number(request, OwnDaysInput) : Number(request, DaysInput));
    }

    /// <param name="said">As normalised, for example <c>60 days before 70 347</c> or <c>70 347 到期前 60 天</c>.</param>
    public static ReminderWish Typed(string said, ImmutableArray<LapsingCertificate> certificates)
    {
        var named = certificates.SelectMany(NamesOf).Where(name => Contains(said, name.Name)).OrderByDescending(name => name.Name.Length).ToArray();
        // The digits of a name are no number of days.
        var rest = named.Length > 0 ? said.Replace(named[0].Name, " ", StringComparison.Ordinal) : said;
        return new ReminderWish(named.Length > 0 ? named[0].Certificate : NamesNothing(rest) ? Only(certificates) : null, DaysIn(rest));
    }

    /// <summary>Whether nothing is said beside the days: who names something that is not theirs does not mean their one certificate.</summary>
    private static bool NamesNothing(string said) => string.IsNullOrWhiteSpace(Fillers().Replace(Span().Replace(said, " ", 1), " "));

    private static IEnumerable<(string Name, LapsingCertificate Certificate)> NamesOf(LapsingCertificate certificate) =>
        ((string?[])[certificate.Item.Code, certificate.Item.Title, certificate.Item.FullName()])
            .OfType<string>().Select(name => (Wording.Normalise(name), certificate));

    private static LapsingCertificate? Only(ImmutableArray<LapsingCertificate> certificates) => certificates is [var only] ? only : null;

    /// <summary>Chinese is written without spaces; in a Latin text the name stands between them.</summary>
    private static bool Contains(string said, string name) =>
        said.IndexOf(name, StringComparison.Ordinal) is var at and >= 0
        && (at == 0 || !char.IsAsciiLetterOrDigit(said[at - 1]))
        && (at + name.Length == said.Length || !char.IsAsciiLetterOrDigit(said[at + name.Length]));

    private static int? DaysIn(string said)
    {
        if (Span().Match(said) is not { Success: true } found)
            return null;
        var count = found.Groups["count"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 1;
        return InRange(count * found.Groups["unit"].Value switch
        {
            "week" or "weeks" or "週" or "周" or "星期" => 7,
            "month" or "months" or "個月" => 30,
            _ => 1,
        });
    }

    private static bool IsFilled(Request request, string input) => Value(request, input) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value
        && !(value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));

    /// <summary>Clients send a number as text or as a number.</summary>
    private static int? Number(Request request, string input) => Value(request, input) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => InRange(number),
        { ValueKind: JsonValueKind.String } value when int.TryParse(value.GetString()!.Normalize(System.Text.NormalizationForm.FormKC).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => InRange(number),
        _ => null,
    };

    private static JsonElement? Value(Request request, string input) =>
        request.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(input, out var value) ? value : null;

    private static int? InRange(int days) => days is >= 1 and <= MostDays ? days : null;

    [GeneratedRegex(@"(?<![0-9a-z])(?:(?<count>[0-9]{1,4})|an?|one|一) ?(?<unit>days?|weeks?|months?|d\b|天|日|週|周|星期|個月)|(?<![0-9a-z])(?<count>[0-9]{1,4})(?![0-9a-z])")]
    private static partial Regex Span();

    [GeneratedRegex(@"\b(?:before|it|its|lapses?|expires?|expiry|expiration|of|about|my|certificate|certification|the|prior|to|in|advance|please|that|when)\b|到期|失效|之前|以前|前|的|請|認證|證照|我")]
    private static partial Regex Fillers();
}
