using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;

namespace CompetencyBot.Handouts;

public static class HandoutSetup
{
    /// <summary>What is handed out is registered where it is written: each <see cref="Handout"/> as a singleton.</summary>
    public static void AddHandouts(this IServiceCollection services)
    {
        services.AddSingleton<HandoutLink>();
        services.AddScoped<HandoutOffers>();
        services.AddScoped<ITurnMiddleware, HandoutConsent>();
    }

    public static void MapHandouts(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Environment.IsDevelopment())
            app.MapGet(HandoutLink.Folder + "/{name}", AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context, string name)
    {
        var services = context.RequestServices;
        if (services.GetServices<Handout>().FirstOrDefault(handout => handout.Name == name) is not { } asked
            || !services.GetRequiredService<HandoutLink>().IsGood(asked, context.Request)
            || await services.GetRequiredService<ViewerFinder>().FindKnownAsync($"{context.Request.Query["for"]}", context.RequestAborted) is not { } viewer
            || !viewer.MayUse(asked.Command.Audience)) // the person may be no admin any more
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var language = Language.Use($"{context.Request.Query["language"]}");
        if (asked.TakingAsync is { } taking)
            await taking(services, viewer, context.RequestAborted);
        var about = $"{context.Request.Query[Handout.AboutKey]}";
        var bytes = await asked.WriteAsync(services, viewer, about.Length == 0 ? null : about, context.RequestAborted);
        context.Response.ContentType = asked.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename={asked.Name}";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
