using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// What came with fields that the bot does not know: they are kept, and written again (Activity Protocol A2005). What is not kept is a
/// null, which means the same as no field, and the value of a typed field or list item that is of another kind than it should be.
/// </summary>
public abstract record OpenRecord
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; } // the source generator cannot fill an init-only one
}
