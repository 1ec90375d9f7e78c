namespace CompetencyBot.Hosting;

/// <summary>Composes the whole bot. The tests and the trial start exactly this, with another clock and other settings.</summary>
public static class BotApp
{
    /// <param name="configure">Runs after all registrations of the bot, so that it can replace the clock or add settings.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
