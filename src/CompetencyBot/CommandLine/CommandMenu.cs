using System.Text.Encodings.Web;
using System.Text.Json;
using CompetencyBot.Conversation;

namespace CompetencyBot.CommandLine;

/// <summary>One of the lists of commands in the app manifest, made of what the commands say of themselves.</summary>
/// <param name="Scopes">As the manifest calls them.</param>
public sealed record CommandMenu(IReadOnlyList<string> Scopes, IReadOnlyList<CommandInfo> Commands)
{
    private const string Indent = "            ";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<CommandMenu> Of(IReadOnlyList<CommandInfo> commands) =>
    [
        new(["personal"], [.. commands.Where(command => command.Menu.HasFlag(Menus.Personal))]),
        new(["team", "groupChat"], [.. commands.Where(command => command.Menu.HasFlag(Menus.Shared))]),
    ];

    /// <summary>What stands in <c>manifest.json</c> after <c>"commands": [</c>, to the letter.</summary>
    public string ToManifest()
    {
        using var language = Language.Use("en");
        return string.Join(",\n", Commands.Select(command =>
            $$"""{{Indent}}{ "title": {{Quote(command.Name)}}, "description": {{Quote(HelpCard.LineOf(command))}} }"""));
    }

    /// <summary>The lines of <c>zh-tw.json</c> that translate the list; titles are sent as they are, so they stay.</summary>
    /// <param name="index">Of the list in the manifest, from 0 on.</param>
    public string ToTranslation(int index)
    {
        using var language = Language.Use("zh-TW");
        return string.Join(",\n", Commands.Index().Select(command =>
            $"  \"bots[0].commandLists[{index}].commands[{command.Index}].description\": {Quote(HelpCard.LineOf(command.Item))}"));
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Readable);
}
