using System.Text.Json;

namespace CompetencyBot.Features.Administration.Settings;

/// <summary>What was filled in on a card. Clients send texts, of numbers sometimes numbers, and leave out what is empty.</summary>
public sealed class FormInputs(JsonElement? data)
{
    public bool Has(string id) => Find(id) is not null;

    /// <returns>Empty for an input that was left empty; null for what no client of Teams sends, such as a list.</returns>
    public string? Text(string id) => Find(id) switch
    {
        null or { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private JsonElement? Find(string id) =>
        data is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(id, out var value) ? value : null;
}
