using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CompetencyBot.Pictures;

/// <summary>
/// Gives out pictures, to whoever has an address that the bot has made and that has not expired: clients and Teams' servers fetch them without
/// saying for whom. Every refusal looks the same from outside.
/// </summary>
public sealed partial class PictureEndpoint(PictureKey key, PictureStudio studio, TimeProvider clock, ILogger<PictureEndpoint> logger)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(SignedPicture.Route, Methods, async context =>
    {
        var pictures = context.RequestServices.GetRequiredService<PictureEndpoint>();
        await (await pictures.AnswerAsync(context)).ExecuteAsync(context);
    });

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (SignedPicture.In(context.Request) is not { } asked)
            return Refuse(Refusal.Malformed);
        if (!asked.IsGenuine(await key.GetAsync(context.RequestAborted)))
            return Refuse(Refusal.Forged);
        var left = asked.EndsAt - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return Refuse(Refusal.Expired);
        if (await studio.DrawAsync(asked, context.RequestAborted) is not { } drawn)
            return Refuse(Refusal.NotInTheCatalogue);

        context.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, MaxAge = left };
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(drawn.Png, "image/png", entityTag: drawn.Tag);
    }

    private NotFound Refuse(Refusal why)
    {
        Log.Refused(logger, why);
        return TypedResults.NotFound();
    }

    private enum Refusal
    {
        Malformed,
        Forged,
        Expired,

        /// <summary>The organisation's own edition, or a competency of it, is there no more.</summary>
        NotInTheCatalogue,
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A picture was refused: {Why}.")]
        public static partial void Refused(ILogger logger, Refusal why);
    }
}
