namespace CompetencyBot.Hosting;

/// <summary>The program's commands; without one it runs the bot.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = BotApp.Create(args);
        await app.RunAsync();
        return 0;
    }
}
