using System.Security.Cryptography;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Pictures.Drawing;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace CompetencyBot.Pictures;

/// <param name="Tag">Changes with the bytes, so also when a newer version of the bot draws differently.</param>
public sealed record DrawnPicture(byte[] Png, EntityTagHeaderValue Tag);

/// <summary>Draws pictures, few at a time, and keeps the latest: a card in a channel is fetched by everybody at once.</summary>
public sealed class PictureStudio(EditionSet editions) : IDisposable
{
    /// <summary>Each takes some 5 MB while it is drawn, and a processor.</summary>
    private const int AtATime = 2;

    private const int KeptBytes = 8 * 1024 * 1024;

    private readonly SemaphoreSlim _places = new(AtATime);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = KeptBytes });

    /// <param name="asked">A genuine one.</param>
    /// <returns>Null when it speaks of something that the catalogue does not have.</returns>
    public async Task<DrawnPicture?> DrawAsync(SignedPicture asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (_kept.TryGetValue(asked.Proof, out DrawnPicture? known))
            return known;
        await _places.WaitAsync(cancellationToken);
        try
        {
            return _kept.TryGetValue(asked.Proof, out DrawnPicture? meanwhile) ? meanwhile : Draw(asked);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _kept.Dispose();
    }

    private DrawnPicture? Draw(SignedPicture asked)
    {
        var picture = asked.Read();
        using var language = Language.Use(picture.Language);
        if (PngOf(picture) is not { } png)
            return null;
        var drawn = new DrawnPicture(png, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(png)[..16])}\""));
        return _kept.Set(asked.Proof, drawn, new MemoryCacheEntryOptions { Size = png.Length });
    }

    private byte[]? PngOf(Picture picture) => picture switch
    {
        ProgressPicture progress => editions.Contains(progress.EditionId) && editions.Load(progress.EditionId) is var edition && IsKnown(progress, edition)
            ? ProgressDrawing.Of(progress, edition)
            : null,
        TimelinePicture timeline => TimelineDrawing.Of(timeline),
        _ => throw new InvalidOperationException($"Unknown picture {picture}."),
    };

    private static bool IsKnown(ProgressPicture picture, Edition edition) =>
        picture.Rows.All(row => edition.Competencies.Any(competency => competency.Id == row.CompetencyId && competency.RequirementsKnown));
}
