using System.Text.Json.Serialization;

namespace CompetencyBot.Pictures;

/// <summary>
/// Everything that a picture shows, so that it is drawn the same whenever it is fetched, and nothing is looked up. It travels in the address of
/// the picture and therefore has short names there; it holds levels, counts and days, and nothing of people.
/// </summary>
public abstract record Picture
{
    /// <summary>How it is called in its address.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>Whether there is anything to draw, and not more than can be read.</summary>
    [JsonIgnore]
    public abstract bool IsReadable { get; }

    /// <summary>Tag of the language of its words.</summary>
    [JsonPropertyName("l")]
    public string Language { get; init; } = "en";

    /// <summary>A card cannot know which theme its reader has; the picture is a panel of its own that can be read on both.</summary>
    [JsonPropertyName("t")]
    public Theme Theme { get; init; }
}

public enum Theme
{
    Light,
    Dark,
}

/// <summary>Names and numbers as they stand in an address; whoever changes them changes <see cref="SignedPicture.Format"/>.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ProgressPicture))]
[JsonSerializable(typeof(TimelinePicture))]
internal sealed partial class PictureJson : JsonSerializerContext;
